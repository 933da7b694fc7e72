import { Client } from 'pg';
import type { ServiceName } from '@pizzeria/local';
import type { Stage } from '../stage/stage';

const connected = async (stage: Stage, service: ServiceName): Promise<Client> => {
  const client = new Client({ connectionString: stage.databaseUrl(service) });
  client.on('error', () => {});
  await client.connect();
  return client;
};

/** Runs statements in a service's database, as its server's administrator. */
export const statement = async (stage: Stage, service: ServiceName, text: string, values: unknown[] = []) => {
  const client = await connected(stage, service);
  try {
    return (await client.query(text, values)).rows as readonly Record<string, unknown>[];
  } finally {
    await client.end();
  }
};

/** Locks a table so that nobody can read it; returns what lets go. */
export const lockTable = async (stage: Stage, service: ServiceName, table: string): Promise<() => Promise<void>> => {
  const client = await connected(stage, service);
  await client.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  return () => client.end();
};

/** Takes the relay's lock away from the process that leads, and keeps it; returns what lets go. */
export const takeLead = async (stage: Stage, service: ServiceName): Promise<() => Promise<void>> => {
  const leading = await statement(
    stage,
    service,
    `SELECT l.pid, l.objid::int AS key FROM pg_locks l JOIN pg_database d ON d.oid = l.database
     WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND d.datname = current_database() AND l.objid = 7216003`,
  );
  const [{ pid, key } = { pid: 0, key: 0 }] = leading;
  const client = await connected(stage, service);
  const taken = client.query('SELECT pg_advisory_lock($1)', [key]);
  await statement(stage, service, 'SELECT pg_terminate_backend($1)', [pid]);
  await taken;
  return () => client.end();
};
