import { knex, type Knex } from 'knex';
import type { Client } from 'pg';
import type { Connections } from './database';
import { cameFromDatabase } from './errors';
import type { Log } from './log';
import { columnTypes } from './types';
import { statementMs, watchConnection } from './unanswered';
import { describeUrl } from './urls';

export interface PoolOptions {
  readonly url: string;
  readonly name: string;
  readonly poolSize: number;
  readonly unansweredMs: number;
  readonly log: Log;
}

/** A pool of connections; those that are open are in `open`. */
export const openPool = ({ url, name, poolSize, unansweredMs: limitMs, log }: PoolOptions, open: Set<Client>): Knex => {
  const note = (message: unknown): void => log.debug({ database: describeUrl(url) }, String(message));
  const pool = knex({
    client: 'pg',
    connection: () => ({
      connectionString: url,
      application_name: name,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      keepAliveInitialDelayMillis: 5_000,
      statement_timeout: statementMs,
      types: columnTypes,
    }),
    pool: {
      min: 0,
      max: poolSize,
      idleTimeoutMillis: 30_000,
      afterCreate: (connection: Client, done: (error: unknown, connection: Client) => void) => {
        watchConnection(connection, limitMs);
        open.add(connection);
        connection.once('end', () => open.delete(connection));
        done(undefined, connection);
      },
    },
    acquireConnectionTimeout: 15_000,
    // Else the message of a failed statement would quote its values: names and addresses, in logs and dead letters.
    compileSqlOnError: false,
    log: { warn: note, error: note, deprecate: note, debug: note },
  });
  markErrors(pool);
  return pool;
};

/** Errors of queries, and of connections that could not be had. */
const markErrors = (pool: Knex): void => {
  pool.on('query-error', cameFromDatabase);
  const client = pool.client as { acquireConnection(): Promise<unknown> };
  const acquire = client.acquireConnection.bind(client);
  client.acquireConnection = () =>
    acquire().catch((error: unknown) => {
      cameFromDatabase(error);
      throw error;
    });
};

/** What is asked of the pool within knex. */
interface Tarn {
  numUsed(): number;
  numPendingAcquires(): number;
}

export const connectionsOf = ({ client }: Knex): Pick<Connections, 'used' | 'waiting'> => {
  const { pool } = client as { readonly pool?: Tarn };
  return { used: pool?.numUsed() ?? 0, waiting: pool?.numPendingAcquires() ?? 0 };
};
