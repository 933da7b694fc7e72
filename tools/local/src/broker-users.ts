import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { checkAccess, type BrokerUser, type UserRights } from '@pizzeria/bus-rabbitmq';
import { applyRights, ctlOf, derivedPassword, urlOfUser } from '@pizzeria/bus-rabbitmq/testing';
import type { ServiceName } from './services';

const run = promisify(execFile);

interface BrokerPlace {
  readonly rabbitmqUrl: string;
  readonly ctlCommand?: readonly string[];
  say(line: string): void;
}

/**
 * Makes a user on the broker for each of these rights and answers the address that a service connects to as its own
 * user. A broker that cannot be administered from here is used by all as it was given, and a line says so.
 */
export async function brokerUsers(
  { rabbitmqUrl, ctlCommand, say }: BrokerPlace,
  rights: readonly UserRights[],
): Promise<(service: ServiceName) => string> {
  const users = rights.map((of): BrokerUser => ({ rights: of, password: derivedPassword(rabbitmqUrl, of.user) }));
  const vhost = decodeURIComponent(new URL(rabbitmqUrl).pathname.slice(1)) || '/';
  try {
    const ctl = ctlCommand ?? (await machinesOwn(rabbitmqUrl));
    await applyRights(ctlOf(ctl), vhost, users);
    for (const user of users) await checkAccess(urlOfUser(rabbitmqUrl, user));
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    say(`All services use the broker's one given user, because it cannot be administered from here: ${why}`);
    return () => rabbitmqUrl;
  }
  const urls = new Map(users.map((user) => [user.rights.user, urlOfUser(rabbitmqUrl, user)]));
  return (service) => urls.get(service) ?? rabbitmqUrl;
}

const localHosts = ['localhost', '127.0.0.1', '[::1]'];

/** The machine's own rabbitmqctl; throws unless its broker is the one at this address. */
async function machinesOwn(url: string): Promise<readonly string[]> {
  const { hostname, port } = new URL(url);
  if (!localHosts.includes(hostname)) throw new Error(`${hostname} is another machine.`);
  const command = 'rabbitmqctl';
  const { stdout } = await run(command, ['--quiet', 'status', '--formatter', 'json']);
  const { listeners } = JSON.parse(stdout) as { listeners: readonly { readonly port: number }[] };
  if (listeners.some((listener) => listener.port === Number(port || 5672))) return [command];
  throw new Error(`The broker of this machine's rabbitmqctl does not listen on port ${port || 5672}.`);
}
