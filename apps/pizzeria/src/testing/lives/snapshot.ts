import type { Database } from '@pizzeria/postgres';
import { testDatabase } from '@pizzeria/postgres/testing';

/** All rows of a service's own tables, and how far its sequences have counted. */
export interface Snapshot {
  /** Rows by table, as one JSON text: numbers are kept to the last digit. */
  readonly tables: ReadonlyMap<string, string>;
  readonly sequences: ReadonlyMap<string, string>;
}

/** Tables that the service itself made: neither the platform's nor partitions of any. */
export const ownTables = async (database: Database): Promise<readonly string[]> => {
  const platform = await platformTables();
  return (await tablesOf(database)).filter((table) => !platform.includes(table));
};

let platformsOwn: Promise<readonly string[]> | undefined;

const platformTables = (): Promise<readonly string[]> => {
  platformsOwn ??= (async () => {
    const { database, drop } = await testDatabase({ name: 'platform' });
    const tables = await tablesOf(database);
    await drop();
    return tables;
  })();
  return platformsOwn;
};

const tablesOf = async ({ sql }: Database): Promise<readonly string[]> => {
  const { rows } = await sql.raw<{ rows: { name: string }[] }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace
     AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY relname`,
  );
  return rows.map(({ name }) => name);
};

export const takeSnapshot = async (database: Database): Promise<Snapshot> => {
  const { sql } = database;
  const tables = new Map<string, string>();
  for (const table of await ownTables(database)) {
    const { rows } = await sql.raw<{ rows: { all: string }[] }>(
      `SELECT coalesce(json_agg(t), '[]')::text AS all FROM ?? AS t`,
      [table],
    );
    tables.set(table, rows[0]?.all ?? '[]');
  }
  const { rows } = await sql.raw<{ rows: { name: string; last: string }[] }>(
    `SELECT sequencename AS name, last_value::text AS last FROM pg_sequences
     WHERE schemaname = 'public' AND last_value IS NOT NULL`,
  );
  return { tables, sequences: new Map(rows.map(({ name, last }) => [name, last])) };
};

/** Replaces all rows of the tables that the snapshot holds; needs a role that may switch off foreign keys. */
export const putSnapshot = (database: Database, { tables, sequences }: Snapshot): Promise<void> =>
  database.transaction(async () => {
    const { sql } = database;
    await sql.raw(`SET LOCAL session_replication_role = 'replica'`);
    for (const table of tables.keys()) await sql.raw('TRUNCATE ?? CASCADE', [table]);
    for (const [table, rows] of tables)
      await sql.raw('INSERT INTO ?? OVERRIDING SYSTEM VALUE SELECT * FROM json_populate_recordset(NULL::??, ?::json)', [
        table,
        table,
        rows,
      ]);
    for (const [name, last] of sequences) await sql.raw('SELECT setval(?::regclass, ?::bigint)', [name, last]);
  });
