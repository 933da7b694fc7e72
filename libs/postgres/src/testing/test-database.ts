import type { Client } from 'pg';
import type { Database } from '../database';
import { silent, type Log } from '../log';
import type { Migration } from '../migrations';
import { openDatabase } from '../open-database';
import { urlOfDatabase } from '../urls';
import { dropOwned, withOwner } from './owned-database';
import { asAdmin, ownName, testServerUrl } from './server';
import { migratedTemplate } from './template';

export interface TestDatabaseOptions {
  /** Run after the platform's. Each set is run once per test run; every database is a clone of the result. */
  readonly migrations?: readonly Migration[];
  /** Part of the database's name, for people who look at a failing test. */
  readonly name?: string;
  /** Default 10. */
  readonly poolSize?: number;
  /** False: without the platform's tables. */
  readonly platform?: boolean;
  /** True: `url` is that of a role which owns this database and may enter no other, as a service's; `database` is not. */
  readonly owned?: boolean;
  readonly log?: Log;
}

export interface TestDatabase {
  readonly database: Database;
  /** For further pools and raw connections. */
  readonly url: string;
  /** Closes `database` and drops it. Throws when another connection was left open, and names it. */
  drop(): Promise<void>;
}

/** An empty, migrated PostgreSQL database of its own. */
export const testDatabase = async ({
  migrations = [],
  name = 'some',
  poolSize = 10,
  platform = true,
  owned = false,
  log = silent,
}: TestDatabaseOptions = {}): Promise<TestDatabase> => {
  const template = await migratedTemplate(migrations, platform);
  const own = ownName(name);
  await asAdmin((admin) => admin.query(`CREATE DATABASE ${own} TEMPLATE ${template}`));
  const adminUrl = urlOfDatabase(testServerUrl(), own);
  const url = owned ? await withOwner(own) : adminUrl;
  const database = openDatabase({ url: adminUrl, name, poolSize, log });
  return {
    database,
    url,
    drop: async () => {
      await database.close();
      const leaked = await asAdmin((admin) => drop(admin, own));
      if (owned) await dropOwned(own);
      if (leaked.length > 0) throw new Error(`Connections were left open by: ${leaked.join(', ')}. Close every pool.`);
    },
  };
};

/** Names of those still connected much later: a connection just closed may take a busy server its time. */
const drop = async (admin: Client, name: string): Promise<string[]> => {
  let left: string[] = [];
  for (let look = 0; look < 400; look += 1) {
    const { rows } = await admin.query<{ who: string }>(
      `SELECT application_name AS who FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'`,
      [name],
    );
    left = rows.map(({ who }) => who || 'a nameless client');
    if (left.length === 0) break;
    await admin.query('SELECT pg_sleep(0.025)');
  }
  await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  return left;
};
