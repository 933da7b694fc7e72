import { Client } from 'pg';
import { advisoryLocks } from './advisory-locks';
import { ensureDatabase } from './ensure-database';
import { urlOfDatabase } from './urls';

export interface OwnedDatabaseOptions {
  /** Name of the database, and of the role that owns it and no other. */
  readonly name: string;
  /** The role's password; a server that trusts its clients does not ask for it. */
  readonly password: string;
  /** Most connections of the role at once, over all its processes; default 60. */
  readonly connectionLimit?: number;
}

/** Ends what hangs: a statement, a wait for a lock, a transaction in which nothing happens. */
const limits = { statement_timeout: '30s', lock_timeout: '10s', idle_in_transaction_session_timeout: '60s' };

/**
 * Makes a database and the one login role that owns it, as far as they are not there yet, and takes from everybody
 * else the right to connect. What an earlier owner has made in its schema `public` becomes the role's. The role may
 * do anything in this database and nothing outside; its password and limits are set anew. Safe to run again, and by
 * several at once. Returns the URL of the database for that role.
 *
 * `serverUrl` names any database that exists, with a role that may make roles and databases; throws when it may not.
 */
export const ensureOwnedDatabase = async (serverUrl: string, options: OwnedDatabaseOptions): Promise<string> => {
  const { name, password } = options;
  await within(serverUrl, async (admin) => {
    await admin.query('SELECT pg_advisory_lock($1)', [advisoryLocks.roles]);
    await ensureRole(admin, options);
    const url = await ensureDatabase(serverUrl, name);
    const [database, role] = [admin.escapeIdentifier(name), admin.escapeIdentifier(name)];
    await admin.query(`ALTER DATABASE ${database} OWNER TO ${role}`);
    await admin.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
    await within(url, (inside) => handOver(inside, name));
  });
  return Object.assign(new URL(urlOfDatabase(serverUrl, name)), { username: name, password }).href;
};

/** Whether the role of this URL may make roles and databases. */
export const mayMakeRoles = (serverUrl: string): Promise<boolean> =>
  within(serverUrl, async (admin) => {
    const { rows } = await admin.query<{ may: boolean }>(
      'SELECT rolsuper OR (rolcreaterole AND rolcreatedb) AS may FROM pg_roles WHERE rolname = current_user',
    );
    return rows[0]?.may === true;
  });

/**
 * Takes the right to connect to the server's own databases from everybody but superusers and those it was granted.
 * Meant for servers that serve nobody else.
 */
export const closeServerDatabases = (serverUrl: string): Promise<void> =>
  within(serverUrl, async (admin) => {
    await admin.query('SELECT pg_advisory_lock($1)', [advisoryLocks.roles]);
    await admin.query('REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC');
  });

const ensureRole = async (
  admin: Client,
  { name, password, connectionLimit = 60 }: OwnedDatabaseOptions,
): Promise<void> => {
  const role = admin.escapeIdentifier(name);
  const { rowCount } = await admin.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
  if (rowCount === 0) await admin.query(`CREATE ROLE ${role} LOGIN`);
  await admin.query(
    `ALTER ROLE ${role} LOGIN NOCREATEDB NOCREATEROLE CONNECTION LIMIT ${Math.trunc(connectionLimit)} ` +
      `PASSWORD ${admin.escapeLiteral(password)}`,
  );
  for (const [setting, value] of Object.entries(limits))
    await admin.query(`ALTER ROLE ${role} SET ${setting} = '${value}'`);
  // Who is no superuser must be a member of the role to give it something.
  await admin.query(
    `DO $$ BEGIN IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
       THEN EXECUTE format('GRANT %I TO current_user', ${admin.escapeLiteral(name)}); END IF; END $$`,
  );
};

/** Tables with their indexes and own sequences, views, further sequences and functions of the schema `public`. */
const handOver = async (inside: Client, role: string): Promise<void> => {
  const { rows } = await inside.query<{ statement: string }>(
    `SELECT format('ALTER %s %s OWNER TO %I', CASE WHEN relkind IN ('r', 'p') THEN 'TABLE' WHEN relkind = 'v' THEN 'VIEW'
         WHEN relkind = 'm' THEN 'MATERIALIZED VIEW' ELSE 'SEQUENCE' END, c.oid::regclass, $1::text) AS statement
       FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relowner <> $1::regrole
        AND (relkind IN ('r', 'p', 'v', 'm') OR relkind = 'S' AND NOT EXISTS (SELECT 1 FROM pg_depend d
             WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')))
     UNION ALL
     SELECT format('ALTER ROUTINE %s OWNER TO %I', p.oid::regprocedure, $1::text)
       FROM pg_proc p WHERE pronamespace = 'public'::regnamespace AND proowner <> $1::regrole AND NOT EXISTS
            (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')`,
    [role],
  );
  for (const { statement } of rows) await inside.query(statement);
};

const within = async <T>(url: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};
