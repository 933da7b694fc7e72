import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { advisoryLocks } from '../advisory-locks';
import { ensureDatabase } from '../ensure-database';
import { silent } from '../log';
import { migrate, migrateOnly } from '../migrate';
import type { Migration } from '../migrations';
import { openDatabase } from '../open-database';
import { urlOfDatabase } from '../urls';
import { testRun, testServerUrl } from './server';

/** The name of a database in which these migrations have run; made by the first of a run to ask, then only cloned. */
export const migratedTemplate = async (migrations: readonly Migration[], platform: boolean): Promise<string> => {
  const name = `test_${testRun()}_template_${fingerprint(migrations, platform)}`;
  const admin = new Client({ connectionString: testServerUrl() });
  await admin.connect();
  try {
    await admin.query('SELECT pg_advisory_lock($1)', [advisoryLocks.testTemplate]);
    const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await build(admin, name, migrations, platform);
  } finally {
    await admin.end();
  }
  return name;
};

const fingerprint = (migrations: readonly Migration[], platform: boolean): string =>
  createHash('sha256')
    .update(JSON.stringify([platform, migrations.map(({ name, up }) => [name, String(up)])]))
    .digest('hex')
    .slice(0, 12);

/** Under another name until it is complete, so that a killed build is never taken for a template. */
const build = async (
  admin: Client,
  name: string,
  migrations: readonly Migration[],
  platform: boolean,
): Promise<void> => {
  const unfinished = `${name}_unfinished`;
  await admin.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
  await ensureDatabase(testServerUrl(), unfinished);
  const database = openDatabase({ url: urlOfDatabase(testServerUrl(), unfinished), name, poolSize: 1, log: silent });
  try {
    await (platform ? migrate : migrateOnly)(database, migrations, silent);
  } finally {
    await database.close();
  }
  await admin.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`);
};
