import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where a private broker lives, and as whom it runs. */
export interface BrokerFiles {
  readonly directory: string;
  readonly cookie: string;
  /** The user to run as; undefined: the present one. */
  readonly user: { readonly uid: number; readonly gid: number } | undefined;
  readonly env: NodeJS.ProcessEnv;
}

/** Debian puts a wrapper on the path that insists on the system's own broker; the programs proper lie here. */
const binaries = '/usr/lib/rabbitmq/bin';

/** An unpacked RabbitMQ with programs in `sbin`, to be used in place of the installed one. */
const givenHome = (): string | undefined => process.env['PIZZERIA_RABBITMQ_HOME'];

/** The path of one of RabbitMQ's programs: of PIZZERIA_RABBITMQ_HOME, of the installed package, or on the path. */
export const rabbitProgram = (name: string): string => {
  const home = givenHome();
  if (home) return join(home, 'sbin', name);
  return existsSync(join(binaries, name)) ? join(binaries, name) : name;
};

/** Root runs the installed broker as its own user where the package has made one. */
const brokerUser = (): BrokerFiles['user'] => {
  if (process.getuid?.() !== 0 || givenHome()) return undefined;
  try {
    const id = (flag: string) =>
      Number(execFileSync('id', [flag, 'rabbitmq'], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
};

/** Ports of 127.0.0.1 that nothing else uses. */
export interface BrokerPorts {
  readonly amqp: number;
  readonly distribution: number;
  /** Where it shows its metrics to Prometheus; not shown when not given. */
  readonly metrics?: number;
}

const configuration = ({ amqp, metrics }: BrokerPorts): string =>
  [
    `listeners.tcp.local = 127.0.0.1:${amqp}`,
    ...(metrics === undefined ? [] : ['prometheus.tcp.ip = 127.0.0.1', `prometheus.tcp.port = ${metrics}`]),
    'log.console = false',
    'disk_free_limit.absolute = 50MB',
    'vm_memory_high_watermark.relative = 0.4',
    '',
  ].join('\n');

/** Lays out the folder of a private broker: configuration, data, logs, cookie; nothing outside it is read. */
export const layOutBroker = (ports: BrokerPorts): BrokerFiles => {
  const user = brokerUser();
  const directory = mkdtempSync(join(tmpdir(), 'rabbitmq-'));
  const cookie = randomBytes(12).toString('hex').toUpperCase();
  const path = (name: string) => join(directory, name);
  for (const folder of ['data', 'logs', 'generated']) mkdirSync(path(folder));
  const files = {
    'rabbitmq.conf': configuration(ports),
    'env.conf': '',
    enabled_plugins: ports.metrics === undefined ? '[].\n' : '[rabbitmq_prometheus].\n',
    '.erlang.cookie': cookie,
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(path(name), content);
  chmodSync(path('.erlang.cookie'), 0o400);
  if (user) {
    for (const name of ['', 'data', 'logs', 'generated', ...Object.keys(files)])
      chownSync(path(name), user.uid, user.gid);
  }
  return { directory, cookie, user, env: environment(directory, ports) };
};

const environment = (directory: string, ports: BrokerPorts) => ({
  PATH: process.env['PATH'],
  HOME: directory,
  // Replaces the starting shell by the broker, so that its process id is the one we know.
  RUNNING_UNDER_SYSTEMD: 'true',
  ERL_EPMD_ADDRESS: '127.0.0.1',
  RABBITMQ_NODENAME: `private-${ports.amqp}@localhost`,
  RABBITMQ_NODE_PORT: String(ports.amqp),
  RABBITMQ_DIST_PORT: String(ports.distribution),
  RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
  RABBITMQ_CONF_ENV_FILE: join(directory, 'env.conf'),
  RABBITMQ_CONFIG_FILE: join(directory, 'rabbitmq.conf'),
  RABBITMQ_ENABLED_PLUGINS_FILE: join(directory, 'enabled_plugins'),
  RABBITMQ_GENERATED_CONFIG_DIR: join(directory, 'generated'),
  RABBITMQ_MNESIA_BASE: join(directory, 'data'),
  RABBITMQ_LOG_BASE: join(directory, 'logs'),
  RABBITMQ_PID_FILE: join(directory, 'pid'),
});
