import { declareTopology, rightsOf } from '@pizzeria/bus-rabbitmq';
import { openKeySet, type KeySet } from '@pizzeria/identity';

import { defaultLadder } from '@pizzeria/bus';
import { topologyOf, voiceOf } from '@pizzeria/service';
import { analytics } from '@pizzeria/analytics';
import { inventory } from '@pizzeria/inventory';
import { kitchen } from '@pizzeria/kitchen';
import { notifications } from '@pizzeria/notifications';
import { orders } from '@pizzeria/orders';
import { brokerUsers } from './broker-users';
import { serviceDatabases } from './service-databases';
import type { ServiceName } from './services';

export interface Places {
  /** A server on which databases may be made. */
  readonly databaseServerUrl: string;
  /** Whether that server serves nobody else, so that its own databases may be closed to the services. */
  readonly ownDatabaseServer?: boolean;
  readonly rabbitmqUrl: string;
  /** `rabbitmqctl` of the broker where it is not the machine's own: a command and its first arguments. */
  readonly ctlCommand?: readonly string[];
  /** Holds the development keys. */
  readonly keyFolder: string;
  readonly ladder?: readonly number[];
  /** Prints a line. */
  say(line: string): void;
}

export interface Prepared {
  /** The service's own database, with its own role. */
  databaseUrl(service: ServiceName): string;
  /** The broker, with the service's own user. */
  rabbitmqUrl(service: ServiceName): string;
  readonly keys: KeySet;
}

const definitions = { orders, kitchen, inventory, notifications, analytics };
const prefix = 'pizzeria';

/**
 * Makes what must be there before the first service starts: a database and a role each, every queue and binding, a
 * user each who may say and hear what the service declares, keys. Where roles or users may not be made, the services
 * use the given addresses as they are, and a line says so.
 */
export async function prepare(places: Places): Promise<Prepared> {
  const names = Object.keys(definitions) as ServiceName[];
  const ladder = places.ladder ?? defaultLadder;
  const databaseUrl = await serviceDatabases(places, names);
  const topology = topologyOf(Object.values(definitions), ladder);
  await declareTopology(places.rabbitmqUrl, topology, { prefix, waitMs: 30_000 });
  const rights = names.map((name) => rightsOf(voiceOf(definitions[name]), prefix, ladder));
  const rabbitmqUrl = await brokerUsers(places, rights);
  const keys = await openKeySet(places.keyFolder);
  return { databaseUrl, rabbitmqUrl, keys };
}
