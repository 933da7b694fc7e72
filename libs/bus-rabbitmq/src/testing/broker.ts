import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { connect } from 'amqplib';
import { freePort } from './free-port';
import { layOutBroker, rabbitProgram, type BrokerFiles } from './broker-files';

const run = promisify(execFile);
const bootMs = 60_000;
const haltMs = 20_000;

/** A broker of our own on a free local port, with data that survive its restarts until `stop`. */
export interface RunningBroker {
  readonly url: string;
  /** Where Prometheus finds its metrics; undefined where it was not asked to show them. */
  readonly metricsUrl: string | undefined;
  /** Process id; undefined while it is down. */
  readonly pid: number | undefined;
  /** `rabbitmqctl` for it: a command and its first arguments. */
  readonly ctlCommand: readonly string[];
  /** Runs `rabbitmqctl` on it and answers what it printed. */
  ctl(...args: string[]): Promise<string>;
  /** Ends it in good order if it runs, and starts it on the same port and data. Resolves when it takes connections. */
  restart(): Promise<void>;
  /** Ends it at once, as a power cut would; `restart` brings it back. */
  kill(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

class PrivateBroker implements RunningBroker {
  #child: ChildProcess | undefined;
  readonly #endWithUs = () => void this.#child?.kill('SIGKILL');

  constructor(
    readonly url: string,
    readonly metricsUrl: string | undefined,
    private readonly files: BrokerFiles,
  ) {
    process.once('exit', this.#endWithUs);
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  get ctlCommand(): readonly string[] {
    const { cookie, env } = this.files;
    return [rabbitProgram('rabbitmqctl'), '--node', env['RABBITMQ_NODENAME'] ?? '', '--erlang-cookie', cookie];
  }

  async ctl(...args: string[]): Promise<string> {
    const [command = '', ...first] = this.ctlCommand;
    return (await run(command, [...first, '--quiet', ...args], { env: this.files.env })).stdout;
  }

  async restart(): Promise<void> {
    await this.#halt('SIGTERM');
    await this.start();
  }

  kill(): Promise<void> {
    return this.#halt('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#halt('SIGTERM');
    process.off('exit', this.#endWithUs);
    rmSync(this.files.directory, { recursive: true, force: true });
  }

  async start(): Promise<void> {
    const { env, user, directory } = this.files;
    const child = spawn(rabbitProgram('rabbitmq-server'), { env, cwd: directory, stdio: 'ignore', ...user });
    const failed = new Promise<never>((_, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => {
        if (this.#child === child) this.#child = undefined;
        reject(new Error(`The broker ended with code ${code} while it started:\n${this.#lastWords()}`));
      });
    });
    failed.catch(() => {});
    this.#child = child;
    await Promise.race([this.#answering(), failed]);
  }

  async #answering(): Promise<void> {
    const until = performance.now() + bootMs;
    for (;;) {
      try {
        const connection = await connect(this.url);
        await connection.close();
        return;
      } catch (error) {
        if (performance.now() > until)
          throw new Error(`The broker did not start:\n${this.#lastWords()}`, { cause: error });
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
  }

  async #halt(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    const tooLong = setTimeout(() => child.kill('SIGKILL'), haltMs);
    await ended;
    clearTimeout(tooLong);
    this.#child = undefined;
  }

  #lastWords(): string {
    const logs = join(this.files.directory, 'logs');
    const texts = readdirSync(logs).map((name) => readFileSync(join(logs, name), 'utf8').slice(-2_000));
    return texts.join('\n') || 'it wrote no log';
  }
}

export interface BrokerOptions {
  /** Whether it shows metrics to Prometheus, which takes its plugin `rabbitmq_prometheus`. */
  readonly metrics?: boolean;
}

/**
 * Starts a RabbitMQ of our own from the installed `rabbitmq-server`, on a free port of 127.0.0.1 with data, logs
 * and name of its own, as root (then as the package's user) or as an ordinary user. It ends with this process.
 */
export const startBroker = async ({ metrics: shown = false }: BrokerOptions = {}): Promise<RunningBroker> => {
  const amqp = await freePort();
  const metrics = shown ? await freePort() : undefined;
  const broker = new PrivateBroker(
    `amqp://guest:guest@127.0.0.1:${amqp}`,
    metrics === undefined ? undefined : `http://127.0.0.1:${metrics}/metrics`,
    layOutBroker({ amqp, metrics, distribution: await freePort() }),
  );
  try {
    await broker.start();
    return broker;
  } catch (error) {
    await broker.stop();
    throw error;
  }
};
