import type { Database } from '@pizzeria/postgres';
import { metricsMigrations } from '../migrations';
import { metricsTables } from '../postgres/metrics';

/** Beside the tables in use: the schema in which they are made again. */
const shadow = 'metrics_rebuild';

/** Where a rebuild works, until it takes the place of the tables in use. */
export interface Shadow {
  /** Runs work in one transaction in which the names of the tables mean those made again. */
  within<T>(work: () => Promise<T>): Promise<T>;
  /** Lets the database know what is in them, before anybody asks. */
  analyse(): Promise<void>;
  /** Puts the tables made again in the place of those in use. Needs the transaction that holds all of them. */
  takeOver(): Promise<void>;
  remove(): Promise<void>;
}

/** Makes the tables anew, and empty, beside those in use; what an earlier rebuild left behind goes. */
export const openShadow = async (database: Database, live: string): Promise<Shadow> => {
  const run = (...statements: readonly string[]) => database.sql.raw(statements.join('; '));
  const within = <T>(work: () => Promise<T>): Promise<T> =>
    database.transaction(async () => {
      await run(`SET LOCAL search_path TO ${shadow}`);
      return work();
    });
  await database.transaction(async () => {
    await run(`DROP SCHEMA IF EXISTS ${shadow} CASCADE`, `CREATE SCHEMA ${shadow}`);
    await within(async () => {
      for (const { up } of metricsMigrations) await up(database.sql);
    });
  });
  return {
    within,
    analyse: () =>
      within(async () => {
        await run('SET LOCAL statement_timeout = 0', `ANALYZE ${metricsTables.join(', ')}`);
      }),
    takeOver: async () => {
      for (const table of metricsTables) {
        const owner = await ownerOf(database, live, table);
        await run(
          `DROP TABLE ${live}.${table}`,
          `ALTER TABLE ${shadow}.${table} OWNER TO ${owner}`,
          `ALTER TABLE ${shadow}.${table} SET SCHEMA ${live}`,
        );
      }
      await run(`DROP SCHEMA ${shadow}`);
    },
    remove: async () => {
      await run(`DROP SCHEMA IF EXISTS ${shadow} CASCADE`);
    },
  };
};

/** Whoever rebuilds, the service goes on as the role that it is. */
const ownerOf = async (database: Database, schema: string, table: string): Promise<string> => {
  const { rows } = await database.sql.raw<{ rows: readonly { owner: string }[] }>(
    'SELECT quote_ident(tableowner) AS owner FROM pg_tables WHERE schemaname = ? AND tablename = ?',
    [schema, table],
  );
  if (!rows[0]) throw new Error(`The table ${schema}.${table} is gone.`);
  return rows[0].owner;
};
