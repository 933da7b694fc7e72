import { Client } from 'pg';
import { codeOf } from './errors';
import { databaseOf, urlOfDatabase } from './urls';

const ALREADY_THERE = new Set(['42P04', '23505']);

/**
 * Makes the database when it is not there yet; the role in `serverUrl` must be allowed to. `serverUrl` names any
 * database that exists, usually `postgres`. Returns the URL of the one asked for.
 */
export const ensureDatabase = async (serverUrl: string, name: string): Promise<string> => {
  const url = urlOfDatabase(serverUrl, name);
  const client = new Client({ connectionString: serverUrl, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [databaseOf(url)]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } catch (error) {
    if (!ALREADY_THERE.has(codeOf(error) ?? '')) throw error;
  } finally {
    await client.end();
  }
  return url;
};
