import type { ServiceName } from '@pizzeria/local';
import { sessionLocks } from '@pizzeria/postgres';
import { Client } from 'pg';
import type { Stage } from '../stage/stage';
import type { OnUndo } from './undoing';

type Databases = Pick<Stage, 'databaseUrl'>;

const connected = async (stage: Databases, service: ServiceName): Promise<Client> => {
  const client = new Client({ connectionString: stage.databaseUrl(service) });
  client.on('error', () => {});
  await client.connect();
  return client;
};

/** Runs statements in a service's database, as its server's administrator. */
export const statement = async (stage: Databases, service: ServiceName, text: string, values: unknown[] = []) => {
  const client = await connected(stage, service);
  try {
    return (await client.query(text, values)).rows as readonly Record<string, unknown>[];
  } finally {
    await client.end();
  }
};

/** Locks a table so that nobody can read it. */
export const lockTable = async (stage: Databases, service: ServiceName, table: string, onUndo: OnUndo) => {
  const client = await connected(stage, service);
  onUndo(() => client.end());
  await client.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
};

/** Takes the relay's lock away from the process that leads, and keeps it. Throws when none leads. */
export const takeLead = async (stage: Databases, service: ServiceName, onUndo: OnUndo): Promise<void> => {
  const [leading] = await statement(
    stage,
    service,
    `SELECT l.pid FROM pg_locks l JOIN pg_database d ON d.oid = l.database
     WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND d.datname = current_database()
       AND l.objid::bigint = $1`,
    [sessionLocks.leadingRelay],
  );
  if (!leading) throw new Error(`No process leads the relay of ${service}.`);
  const client = await connected(stage, service);
  onUndo(() => client.end());
  await Promise.all([
    client.query('SELECT pg_advisory_lock($1)', [sessionLocks.leadingRelay]),
    statement(stage, service, 'SELECT pg_terminate_backend($1)', [leading['pid']]),
  ]);
};
