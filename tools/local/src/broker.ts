import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { startBroker } from '@pizzeria/bus-rabbitmq/testing';
import { accepts } from './reach';

const run = promisify(execFile);

/** A broker to work against; `stop` ends it only if it was started here. */
export interface FoundBroker {
  readonly url: string;
  /** `rabbitmqctl` for it where it was started here: a command and its first arguments. */
  readonly ctlCommand?: readonly string[];
  stop(): Promise<void>;
}

const image = 'rabbitmq:4.1.4';
const say = (line: string) => process.stdout.write(`RabbitMQ: ${line}\n`);
const found = (url: string): FoundBroker => ({ url, stop: () => Promise.resolve() });
const has = (command: string, ...args: string[]) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/**
 * Finds a broker, the least effort first: RABBITMQ_URL, one on localhost, the local `rabbitmq-server`, Docker,
 * the Debian package (as root). Undefined, with a loud line, when none of them works; then REQUIRE_BROKER=1 throws.
 */
export async function findBroker(env: NodeJS.ProcessEnv): Promise<FoundBroker | undefined> {
  if (env['RABBITMQ_URL']) return found(env['RABBITMQ_URL']);
  const standard = 'amqp://guest:guest@127.0.0.1:5672';
  if (await accepts('127.0.0.1', 5672)) return found(standard);
  const started = (await fromServer()) ?? (await fromDocker()) ?? (await fromPackage());
  if (started) return started;
  const advice =
    'none found. Set RABBITMQ_URL, install rabbitmq-server, or start Docker; everything on RabbitMQ is left out.';
  if (env['REQUIRE_BROKER'] === '1') throw new Error(`RabbitMQ: ${advice} REQUIRE_BROKER=1 makes that a failure.`);
  say(`!!! ${advice} !!!`);
  return undefined;
}

async function fromServer(): Promise<FoundBroker | undefined> {
  if (!has('sh', '-c', 'command -v rabbitmq-server || test -x /usr/sbin/rabbitmq-server')) return undefined;
  say('starting the installed rabbitmq-server on a port of its own');
  return startBroker();
}

async function fromDocker(): Promise<FoundBroker | undefined> {
  if (!has('docker', 'info')) return undefined;
  say(`starting ${image} in Docker`);
  const { stdout } = await run('docker', ['run', '--detach', '--rm', '--publish', '127.0.0.1::5672', image]);
  const id = stdout.trim();
  const stop = async () => void (await run('docker', ['stop', id]));
  try {
    await run('docker', ['exec', id, 'rabbitmqctl', 'await_startup', '--timeout', '60']);
    const { stdout: published } = await run('docker', ['port', id, '5672/tcp']);
    const ctlCommand = ['docker', 'exec', '--interactive', id, 'rabbitmqctl'];
    return { url: `amqp://guest:guest@${published.trim().split('\n')[0]}`, ctlCommand, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function fromPackage(): Promise<FoundBroker | undefined> {
  if (process.getuid?.() !== 0 || !has('sh', '-c', 'command -v apt-get')) return undefined;
  say('installing the Debian package rabbitmq-server');
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  apt('update');
  if (apt('install', '--yes', '--no-install-recommends', 'rabbitmq-server').status !== 0) return undefined;
  return (await accepts('127.0.0.1', 5672)) ? found('amqp://guest:guest@127.0.0.1:5672') : fromServer();
}
