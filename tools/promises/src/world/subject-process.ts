import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { programOf } from '@pizzeria/bus/testing';
import type { Command, Report, SubjectConfig, Told } from '../subject/messages';

const root = join(__dirname, '../../../..');

/** A report that is no answer, with when it was told. */
export type Noted = Exclude<Told, { readonly kind: 'reply' | 'ready' }>;

/** A subject that never served: a message it took at once may have killed it. */
export class EndedAtStart extends Error {
  override readonly name = 'EndedAtStart';
}

/** One subject running as a child process. */
export class SubjectProcess {
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  #ready: Extract<Report, { kind: 'ready' }> | undefined;
  #said = '';
  #number = 0;
  readonly #replies = new Map<number, (reply: Extract<Report, { kind: 'reply' }>) => void>();
  #exited = false;

  private constructor(
    private readonly child: ChildProcess,
    private readonly note: (report: Noted) => void,
  ) {
    child.stdout?.on('data', (chunk: Buffer) => void (this.#said += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => void (this.#said += chunk.toString()));
    child.on('message', (report: Told) => this.#take(report));
    // A channel to a killed process fails when it is written to; `ended` tells.
    child.on('error', () => undefined);
    this.ended = once(child, 'exit').then(([code, signal]) => {
      this.#exited = true;
      // An end that no test has asked for, and its reason.
      if (code !== 0 && signal === null)
        process.stderr.write(`a subject ended by itself:\n${this.#said.slice(-4_000)}\n`);
      return { code: code as number | null, signal: signal as NodeJS.Signals | null };
    });
  }

  /** Starts it and waits until it serves. Throws `EndedAtStart` with what it said when it ends instead. */
  static async start(config: SubjectConfig, note: (report: Noted) => void): Promise<SubjectProcess> {
    const child = spawn(process.execPath, programOf('tools/promises/src/subject/main.ts'), {
      cwd: root,
      env: { PATH: process.env['PATH'], SUBJECT: JSON.stringify(config) },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const subject = new SubjectProcess(child, note);
    while (!subject.#ready && !subject.#exited) {
      await Promise.race([once(child, 'message'), subject.ended]);
    }
    if (subject.#exited) throw new EndedAtStart(`a subject ended while it started: ${subject.#said}`);
    return subject;
  }

  /** Everything it wrote. */
  get said(): string {
    return this.#said;
  }

  get alive(): boolean {
    return !this.#exited;
  }

  /** As `kill -9`. Resolves when it is gone. */
  async kill(): Promise<void> {
    if (this.#exited) return;
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** Asks it to stop in good order. */
  terminate(): void {
    this.child.kill('SIGTERM');
  }

  /** Calls its HTTP API and answers the status. */
  async post(path: string, body: object): Promise<number> {
    const response = await fetch(`http://127.0.0.1:${this.#ready?.port}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer of-the-tester' },
      body: JSON.stringify(body),
    });
    await response.text();
    return response.status;
  }

  /** The status of `/readyz`. */
  async readiness(): Promise<number> {
    const response = await fetch(`http://127.0.0.1:${this.#ready?.managementPort}/readyz`);
    await response.text();
    return response.status;
  }

  /** The sum of a metric's series whose labels contain all of these texts; 0 when there is none. */
  async metric(name: string, ...labels: readonly string[]): Promise<number> {
    const response = await fetch(`http://127.0.0.1:${this.#ready?.managementPort}/metrics`);
    const lines = (await response.text()).split('\n');
    const ours = lines.filter((line) => line.startsWith(name) && labels.every((label) => line.includes(label)));
    return ours.reduce((sum, line) => sum + Number(/\} ([^ ]+)/.exec(line)?.[1] ?? 0), 0);
  }

  /** Has it do something; rejects with its error. */
  async command(command: Command): Promise<unknown> {
    this.#number += 1;
    const number = this.#number;
    const replied = new Promise<Extract<Report, { kind: 'reply' }>>((resolve) => this.#replies.set(number, resolve));
    this.child.send({ number, command });
    const gone = this.ended.then(() => Promise.reject(new Error('the subject ended before it replied')));
    gone.catch(() => undefined);
    const { value, error } = await Promise.race([replied, gone]);
    if (error !== undefined) throw new Error(error);
    return value;
  }

  #take(report: Told): void {
    if (report.kind === 'ready') this.#ready = report;
    else if (report.kind === 'reply') this.#replies.get(report.to)?.(report);
    else this.note(report);
  }
}
