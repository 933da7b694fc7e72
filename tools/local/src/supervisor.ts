import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { programOf } from '@pizzeria/bus/testing';

/** A process to keep running. */
export interface ProcessSpec {
  readonly name: string;
  /** TypeScript file, run as `programOf` says. */
  readonly script: string;
  readonly args?: readonly string[];
  /** Added to this process's environment. */
  readonly env: Readonly<Record<string, string>>;
}

/** A process that is started again when it dies, until it is stopped. */
export interface SupervisedProcess {
  readonly name: string;
  /** Undefined while it is down. */
  readonly pid: number | undefined;
  /** How often it was started. */
  readonly starts: number;
  /** Sends a signal to it, as an operator or a crash would; it is started again. Resolves when it is gone. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** SIGTERM, and SIGKILL if it is still there after `graceMs`. Not started again. */
  stop(graceMs?: number): Promise<void>;
}

export interface SupervisorOptions {
  readonly line: (name: string, text: string) => void;
  /** Called when a process ended too often, too soon to be worth another start. */
  readonly gaveUp: (name: string) => void;
}

const soonMs = 5_000;
const mostQuickEnds = 3;
const restartDelayMs = 300;

/** Starts a process and keeps it running; gives up when it ends three times in a row within 5 s of its start. */
export function supervise(spec: ProcessSpec, options: SupervisorOptions): SupervisedProcess {
  let child: ChildProcess | undefined;
  let stopping = false;
  let quickEnds = 0;
  let starts = 0;
  let expectedEnd = false;

  const start = () => {
    starts += 1;
    const startedAt = Date.now();
    child = spawn(process.execPath, [...programOf(spec.script), ...(spec.args ?? [])], {
      env: { ...process.env, ...spec.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (text) => options.line(spec.name, text));
    }
    child.once('close', (code, signal) => ended(code, signal, Date.now() - startedAt));
  };

  const ended = (code: number | null, signal: NodeJS.Signals | null, ranMs: number) => {
    child = undefined;
    if (stopping) return;
    quickEnds = ranMs < soonMs && !expectedEnd ? quickEnds + 1 : 0;
    expectedEnd = false;
    options.line(spec.name, `ended (${signal ?? `exit code ${code}`})`);
    if (quickEnds >= mostQuickEnds) options.gaveUp(spec.name);
    else setTimeout(() => !stopping && start(), restartDelayMs);
  };

  const gone = (running: ChildProcess) => new Promise<void>((resolve) => void running.once('close', () => resolve()));

  start();
  return {
    name: spec.name,
    get pid() {
      return child?.pid;
    },
    get starts() {
      return starts;
    },
    async kill(signal) {
      if (!child) return;
      expectedEnd = true;
      const end = gone(child);
      child.kill(signal);
      await end;
    },
    async stop(graceMs = 40_000) {
      stopping = true;
      if (!child) return;
      const end = gone(child);
      child.kill('SIGTERM');
      const force = setTimeout(() => child?.kill('SIGKILL'), graceMs);
      await end;
      clearTimeout(force);
    },
  };
}
