import { randomBytes } from 'node:crypto';
import { connect } from 'amqplib';
import type { BrokerUser } from '../definitions';
import { everythingAllowed, type UserRights } from '../rights';
import { applyRights, importDefinitions, urlOfUser } from './apply-rights';
import { testCtl, type RabbitMqCtl } from './ctl';
import { derivedPassword } from './derived-password';
import { removeObjects } from './remove-objects';
import { topologyOfOne } from './test-bus';

/** A place on a broker where a test disturbs nobody. */
export interface TestVirtualHost {
  /** For the broker's administrator. */
  readonly url: string;
  /** The virtual host. */
  readonly vhost: string;
  /** For exchanges and delay queues: unique where no virtual host could be made. */
  readonly prefix: string;
  /** Whether the virtual host is its own, so that its connections may be cut and its users set. */
  readonly own: boolean;
  /** A queue's name here: as it is, or with the prefix where the virtual host is shared. */
  queueName(name: string): string;
  /**
   * Sets users with no more than these rights here, all in one call, and answers the address of each; where the
   * broker's users cannot be set, the administrator's for all. The exchanges that the rights name must have been declared.
   */
  setUsers(rights: readonly UserRights[]): Promise<(user: string) => string>;
  /** Runs `rabbitmqctl` on the broker. */
  ctl(...args: string[]): Promise<string>;
  /** Cuts every connection to it, as an operator would. */
  cutConnections(): Promise<void>;
  remove(): Promise<void>;
}

const withVhost = (url: string, vhost: string): string => {
  const parsed = new URL(url);
  parsed.pathname = `/${encodeURIComponent(vhost)}`;
  return parsed.href;
};

const answers = async (url: string): Promise<boolean> => {
  try {
    const connection = await connect(url);
    await connection.close();
    return true;
  } catch {
    return false;
  }
};

/**
 * Makes a virtual host of its own on the broker at `url` where that may be done, else takes a prefix of its own on
 * the given one and says so loudly.
 */
export const testVirtualHost = async (url: string, ctl: RabbitMqCtl = testCtl): Promise<TestVirtualHost> => {
  const name = `test-${randomBytes(6).toString('hex')}`;
  return (await ownVirtualHost(url, name, ctl)) ?? sharedVirtualHost(url, name, ctl);
};

const ownVirtualHost = async (
  serverUrl: string,
  vhost: string,
  ctl: RabbitMqCtl,
): Promise<TestVirtualHost | undefined> => {
  const user = decodeURIComponent(new URL(serverUrl).username) || 'guest';
  const url = withVhost(serverUrl, vhost);
  const remove = async () => void (await ctl('delete_vhost', vhost));
  try {
    await importDefinitions(ctl, { vhosts: [{ name: vhost }], permissions: [{ user, vhost, ...everythingAllowed }] });
    // Another broker than rabbitmqctl's may listen at the address.
    if (!(await answers(url))) return void (await remove());
  } catch {
    // Not allowed, or no rabbitmqctl: said by the shared one.
    return undefined;
  }
  return {
    url,
    vhost,
    prefix: 'shop',
    own: true,
    queueName: (queue) => queue,
    setUsers: async (rights) => {
      // Users belong to the whole broker: whoever else uses those of these names at the same time knows them by the same password.
      const users = rights.map((of): BrokerUser => ({ rights: of, password: derivedPassword(serverUrl, of.user) }));
      await applyRights(ctl, vhost, users);
      const urls = new Map(users.map((each) => [each.rights.user, urlOfUser(url, each)]));
      return (name) => urls.get(name) ?? unknown(name);
    },
    ctl,
    cutConnections: async () => void (await ctl('close_all_connections', '--vhost', vhost, 'cut by a test')),
    remove,
  };
};

const unknown = (user: string): never => {
  throw new Error(`There is no user ${user} here.`);
};

const sharedVirtualHost = (url: string, prefix: string, ctl: RabbitMqCtl): TestVirtualHost => {
  process.stderr.write(
    `!!! The broker at ${new URL(url).host} cannot be administered from here: the tests share its virtual host under the prefix ${prefix}, all as its given user, and tests that need one of their own are left out. !!!\n`,
  );
  return {
    url,
    vhost: decodeURIComponent(new URL(url).pathname.slice(1)) || '/',
    prefix,
    own: false,
    queueName: (queue) => `${prefix}.${queue}`,
    setUsers: () => Promise.resolve(() => url),
    ctl,
    cutConnections: () => Promise.reject(new Error('only in a virtual host of its own')),
    remove: () => removeObjects(url, prefix, topologyOfOne(`${prefix}.counter.orders`)),
  };
};

/** The broker that integration tests use. */
export const testBrokerUrl = (): string => process.env['TEST_RABBITMQ_URL'] ?? 'amqp://guest:guest@127.0.0.1:5672';
