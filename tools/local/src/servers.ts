import { join } from 'node:path';
import { findBroker } from './broker';
import { findDatabaseServer } from './database-server';
import type { Places } from './prepare';
import type { StopList } from './stop-list';

/** Where servers come from. */
export interface Finders {
  readonly database: typeof findDatabaseServer;
  readonly broker: typeof findBroker;
}

export const theirFinders: Finders = { database: findDatabaseServer, broker: findBroker };

export type Servers = Pick<Places, 'databaseServerUrl' | 'ownDatabaseServer' | 'rabbitmqUrl' | 'ctlCommand'>;

/**
 * Finds the servers that DATABASE_URL and RABBITMQ_URL name, or those of localhost, or starts them, with data below
 * `dataDir`; what was started is stopped with `stops`. Throws when there can be none.
 */
export const findServers = async (stops: StopList, dataDir: string, find = theirFinders): Promise<Servers> => {
  const data = join(dataDir, 'services-postgres');
  const database = await stops.started(find.database(process.env['DATABASE_URL'], data), ({ stop }) => stop());
  const broker = await stops.started(find.broker({ ...process.env, REQUIRE_BROKER: '1' }), (found) => found?.stop());
  if (!broker) throw new Error('RabbitMQ: none found.');
  return {
    databaseServerUrl: database.url,
    ownDatabaseServer: database.own,
    rabbitmqUrl: broker.url,
    ctlCommand: broker.ctlCommand,
  };
};
