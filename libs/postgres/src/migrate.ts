import { advisoryLocks } from './advisory-locks';
import type { Database } from './database';
import { makePartitions } from './housekeeping';
import type { Log } from './log';
import type { Migration } from './migrations';
import { platformMigrations } from './schema/platform-migrations';
import { patiently } from './unanswered';

/**
 * Brings the schema up to date: the platform's migrations, then these, each once and in this order, each in a
 * transaction of its own. Safe to run from many processes at once; a migrator that is killed leaves no lock and
 * no half of a migration behind. The first partitions are made too, so that no row has to move into them later.
 * When nothing is to be done it costs three queries.
 *
 * Throws with the migration's name and the cause; those before it stay applied.
 */
export const migrate = async (database: Database, migrations: readonly Migration[], log: Log): Promise<void> => {
  await run(database, [...platformMigrations, ...migrations], log);
  await makePartitions(database, new Date());
};

/** As `migrate`, without the platform's tables: for a database that holds something else, such as a journal. */
export const migrateOnly = async (database: Database, migrations: readonly Migration[], log: Log): Promise<void> => {
  await run(database, migrations, log);
};

const run = async (database: Database, migrations: readonly Migration[], log: Log): Promise<void> => {
  refuseDuplicates(migrations);
  const applied = await appliedIn(database);
  for (const migration of migrations.filter(({ name }) => !applied.has(name))) {
    const took = await patiently(() => apply(database, migration));
    if (took !== undefined) log.info({ migration: migration.name, ms: took }, `Migrated: ${migration.name}`);
  }
};

const refuseDuplicates = (migrations: readonly Migration[]): void => {
  const names = migrations.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new Error(`Two migrations are named ${twice}; every name must be used once.`);
};

const appliedIn = async (database: Database): Promise<Set<string>> => {
  const { rows } = await database.sql.raw<{ rows: { known: boolean }[] }>(
    `SELECT to_regclass('migrations') IS NOT NULL AS known`,
  );
  if (!rows[0]?.known) return new Set();
  return new Set(await database.sql('migrations').pluck<string[]>('name'));
};

/** Milliseconds it took, or undefined when another process was quicker. */
const apply = (database: Database, migration: Migration): Promise<number | undefined> =>
  database.transaction(async () => {
    const { sql } = database;
    // The lock is the transaction's: it goes with the connection of a killed migrator.
    await sql.raw('SET LOCAL statement_timeout = 0');
    await sql.raw('SET LOCAL lock_timeout = 0');
    await sql.raw('SELECT pg_advisory_xact_lock(?)', [advisoryLocks.migration]);
    // Made before it is read: asking only whether it exists may be answered from before the lock was given.
    await sql.raw(
      'CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    if (await sql('migrations').where({ name: migration.name }).first()) return undefined;
    const started = Date.now();
    try {
      await migration.up(sql);
      await sql('migrations').insert({ name: migration.name });
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`Migration ${migration.name} failed and was rolled back: ${why}`, { cause });
    }
    return Date.now() - started;
  });
