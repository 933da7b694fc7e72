import type { Database } from '@pizzeria/postgres';
import { setTimeout as pause } from 'node:timers/promises';
import { metricsTables } from '../postgres/metrics';

/** Waiting longer would hold up everybody who waits behind; PostgreSQL takes no wait this short for a deadlock. */
const lockMs = 500;
const mostTries = 60;

const first = async <Value>(database: Database, sql: string): Promise<Value> => {
  const { rows } = await database.sql.raw<{ rows: readonly { value: Value }[] }>(sql);
  return rows[0]?.value as Value;
};

/** The schema in which the service's tables are. */
export const schemaInUse = (database: Database): Promise<string> =>
  first(database, 'SELECT quote_ident(current_schema()) AS value');

export const countOfLog = (database: Database): Promise<number> =>
  database.transaction(async () => {
    await database.sql.raw('SET LOCAL statement_timeout = 0');
    return first(database, 'SELECT count(*) AS value FROM event_log');
  });

/** A moment at which nobody was writing to the log. */
export interface Barrier {
  /** All that was written before can be read; all that comes after has this time or a later one. */
  readonly at: string;
  /** A little earlier: who reads on from here loses nothing to a clock that is set back by less. */
  readonly readOnFrom: string;
}

/** Waits for who is writing to the log; those who come meanwhile wait half a second at most. */
export const barrier = async (database: Database): Promise<Barrier> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await database.transaction(async () => {
        await database.sql.raw(`SET LOCAL lock_timeout = ${lockMs}`);
        await database.sql.raw('LOCK TABLE event_log IN SHARE MODE');
        return first<Barrier>(
          database,
          `SELECT json_build_object('at', now, 'readOnFrom', now - interval '2 seconds') AS value
             FROM clock_timestamp() AS now`,
        );
      });
    } catch (error) {
      if (tries === mostTries || !isLockTimeout(error)) throw error;
      await pause(lockMs);
    }
  }
};

/** Holds the log still, and the tables in use for oneself, until the ambient transaction ends. */
export const lockAll = async (database: Database, schema: string): Promise<void> => {
  await database.sql.raw(`SET LOCAL lock_timeout = ${lockMs}; SET LOCAL statement_timeout = 0`);
  await database.sql.raw(`LOCK TABLE ${schema}.event_log IN SHARE MODE`);
  await database.sql.raw(`LOCK TABLE ${metricsTables.map((table) => `${schema}.${table}`).join(', ')}`);
};

/** Whether an error says that a lock was not given in time. */
export const isLockTimeout = (error: unknown): boolean => (error as { readonly code?: unknown }).code === '55P03';

/** How many events were measured that are not in the log: what a rebuild would forget. */
export const measuredButNotKept = (database: Database, schema: string, queue: string): Promise<number> =>
  first(
    database,
    `SELECT count(*) AS value FROM ${schema}.inbox
      WHERE consumer = '${queue}'
        AND NOT EXISTS (SELECT FROM ${schema}.event_log WHERE event_log.event_id = inbox.message_id)`,
  );
