import { advisoryLocks } from './advisory-locks';
import type { Database } from './database';

/** A table partitioned by time, one partition a week beside `<name>_default`. */
export interface PartitionedTable {
  readonly name: string;
  /** The column it is partitioned by. */
  readonly key: string;
  /** The column that tells the age of a row. */
  readonly age: string;
  /** SQL on a row called `kept`: true while it is needed, however old it is. */
  readonly needed?: string;
  /** The lowest key of a moment. */
  bound(at: Date): string;
}

const WEEK_MS = 7 * 86_400_000;
const WEEKS_AHEAD = 2;

const weekOf = (at: Date): Date => new Date(Math.floor(at.getTime() / WEEK_MS) * WEEK_MS);
const later = (at: Date, ms: number): Date => new Date(at.getTime() + ms);
const nameOf = (table: PartitionedTable, week: Date): string =>
  `${table.name}_${week.toISOString().slice(0, 10).replaceAll('-', '')}`;

/**
 * This week's partition and the next ones exist. Those of weeks to come are made while nothing can be in them; one
 * for a week that has rows already moves them, and a plain SELECT at that very moment may miss them.
 */
export const addPartitions = async (database: Database, table: PartitionedTable, now: Date): Promise<void> => {
  const existing = new Set(await partitionsOf(database, table));
  for (let ahead = 0; ahead <= WEEKS_AHEAD; ahead += 1) {
    const week = later(weekOf(now), ahead * WEEK_MS);
    if (!existing.has(nameOf(table, week))) await addPartition(database, table, week);
  }
};

/**
 * What is older than `keepMs` is gone: rows of the default partition, and whole partitions once all their rows are that
 * old and none is needed. Rows of an old week can be young: a message may be handled long after it was made.
 */
export const dropPartitions = async (
  database: Database,
  table: PartitionedTable,
  { now, keepMs }: { readonly now: Date; readonly keepMs: number },
): Promise<void> => {
  const keepFrom = later(now, -keepMs);
  const oldest = nameOf(table, weekOf(keepFrom));
  for (const name of await partitionsOf(database, table)) {
    const past = /_\d{8}$/.test(name) && name < oldest;
    if (past && !(await holdsWhatCounts(database, table, name, keepFrom))) await drop(database, name);
  }
  const spare = `${table.name}_default`;
  await database.sql.raw(`DELETE FROM ?? AS kept WHERE ?? < ? AND NOT (${table.needed ?? 'false'})`, [
    spare,
    table.age,
    keepFrom,
  ]);
};

const holdsWhatCounts = async (
  database: Database,
  table: PartitionedTable,
  partition: string,
  keepFrom: Date,
): Promise<boolean> => {
  const { rows } = await database.sql.raw<{ rows: { counts: boolean }[] }>(
    `SELECT EXISTS (SELECT FROM ?? AS kept WHERE ?? >= ? OR (${table.needed ?? 'false'})) AS counts`,
    [partition, table.age, keepFrom],
  );
  return rows[0]?.counts !== false;
};

const partitionsOf = async (database: Database, table: PartitionedTable): Promise<string[]> => {
  const { rows } = await database.sql.raw<{ rows: { name: string }[] }>(
    'SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = ?::regclass',
    [table.name],
  );
  return rows.map(({ name }) => name);
};

/** Rows of that week that came before their partition are in the default one: they are moved along. */
const addPartition = (database: Database, table: PartitionedTable, week: Date): Promise<void> =>
  database.transaction(async () => {
    const { sql } = database;
    const names = { parent: table.name, spare: `${table.name}_default`, added: nameOf(table, week), key: table.key };
    const [from, to] = [table.bound(week), table.bound(later(week, WEEK_MS))];
    // Many processes may start at once: they wait for one another, as long as a statement may take.
    await sql.raw('SET LOCAL lock_timeout = 0');
    await sql.raw('SELECT pg_advisory_xact_lock(?)', [advisoryLocks.partitions]);
    // Another process may have been quicker.
    const { rows } = await sql.raw<{ rows: unknown[] }>('SELECT 1 WHERE to_regclass(:added) IS NOT NULL', names);
    if (rows.length > 0) return;
    await sql.raw(`SET LOCAL lock_timeout = '2s'`);
    // The parent first: an insert that was routed to the spare one and waits only there is refused when it goes on.
    await sql.raw('LOCK TABLE :parent: IN SHARE ROW EXCLUSIVE MODE', names);
    await sql.raw('LOCK TABLE :spare: IN ACCESS EXCLUSIVE MODE', names);
    await sql.raw('CREATE TABLE :added: (LIKE :parent: INCLUDING ALL)', names);
    await sql.raw(
      `WITH moved AS (DELETE FROM :spare: WHERE :key: >= :from AND :key: < :to RETURNING *)
       INSERT INTO :added: SELECT * FROM moved`,
      { ...names, from, to },
    );
    // A bound cannot be a parameter; it is made of digits here, not of anyone's input.
    await sql.raw(`ALTER TABLE :parent: ATTACH PARTITION :added: FOR VALUES FROM ('${from}') TO ('${to}')`, names);
  });

const drop = (database: Database, name: string): Promise<void> =>
  database.transaction(async () => {
    await database.sql.raw(`SET LOCAL lock_timeout = '2s'`);
    await database.sql.raw('DROP TABLE ??', [name]);
  });
