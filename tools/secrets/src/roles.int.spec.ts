import { execFileSync } from 'node:child_process';
import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { newPassword, services } from '@pizzeria/broker-definitions';
import { migrate, openDatabase } from '@pizzeria/postgres';
import { startTemporaryPostgres } from '@pizzeria/postgres/testing';
import { orders } from '@pizzeria/orders';
import { Client } from 'pg';
import { roleNames } from './passwords';

const folder = join(__dirname, '../../../deploy/postgres');
const names = services.map(({ name }) => name);
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

describe('deploy/postgres/roles.sql', () => {
  const text = readFileSync(join(folder, 'roles.sql'), 'utf8');

  it('names every service that there is, and no other', () => {
    expect([...text.matchAll(/^ {2}\('(\w+)', :'\1_password'\)[,;]$/gm)].map(([, name]) => name)).toEqual(names);
    const told = [...text.matchAll(/^\\getenv (\w+)_password \1_PASSWORD$/gim)].map(([, name]) => name);
    expect(told).toEqual(roleNames.filter((name) => name !== 'postgres'));
  });
});

const hasPsql = (() => {
  try {
    return /^psql \(PostgreSQL\) (1[4-9]|[2-9]\d)/.test(execFileSync('psql', ['--version'], { encoding: 'utf8' }));
  } catch {
    return false;
  }
})();
if (!hasPsql && process.env['REQUIRE_TOOLS'] === '1') throw new Error('psql 14 or later is required, and not found.');
if (!hasPsql) process.stderr.write('NOT TESTED: deploy/postgres/roles.sql, because there is no psql 14 or later.\n');

(hasPsql ? describe : describe.skip)('a database server on which deploy/postgres/apply-roles.sh ran', () => {
  let server: Awaited<ReturnType<typeof startTemporaryPostgres>>;
  const passwords = Object.fromEntries(roleNames.map((name) => [`${name.toUpperCase()}_PASSWORD`, newPassword()]));

  const apply = (more: Readonly<Record<string, string>> = {}) => {
    const { hostname, port, username, searchParams } = new URL(server.url);
    const host = searchParams.get('host') ?? hostname;
    const place = { PGHOST: host, PGUSER: username, ...(port && { PGPORT: port }) };
    execFileSync(join(folder, 'apply-roles.sh'), {
      env: { PATH: process.env['PATH'], ...place, ...passwords, ...more },
    });
  };
  const as = async <T>(role: string, database: string, work: (client: Client) => Promise<T>): Promise<T> => {
    const url = Object.assign(new URL(server.url), { username: role, pathname: `/${database}` }).href;
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };
  const rows = async (role: string, database: string, query: string) =>
    (await as(role, database, (client) => client.query<Record<string, unknown>>(query))).rows;
  const asAdmin = (query: string) => rows('postgres', 'postgres', query);

  beforeAll(async () => {
    server = await startTemporaryPostgres();
    apply();
    apply();
  });
  afterAll(() => server.stop());

  it('lets each service into its own database, and into no other', async () => {
    for (const name of names)
      for (const database of [...names, 'postgres', 'template1']) {
        const entering = rows(name, database, 'SELECT current_user AS me');
        if (database === name) expect(await entering).toEqual([{ me: name }]);
        else await expect(entering).rejects.toThrow(`permission denied for database "${database}"`);
      }
  });

  it('lets a service migrate its own', async () => {
    const url = Object.assign(new URL(server.url), { username: 'orders', pathname: '/orders' }).href;
    const database = openDatabase({ url, name: 'migrate', poolSize: 1, log: silent });
    await migrate(database, orders.migrations, silent);
    await database.close();
    expect(await rows('orders', 'orders', 'SELECT count(*)::int > 5 AS many FROM migrations')).toEqual([
      { many: true },
    ]);
  });

  it('ends what hangs, and has room for five processes of each service', async () => {
    expect(
      await rows(
        'kitchen',
        'kitchen',
        `SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
                current_setting('idle_in_transaction_session_timeout') AS idle`,
      ),
    ).toEqual([{ statement: '30s', lock: '10s', idle: '1min' }]);
    const limits = await asAdmin(
      `SELECT DISTINCT rolconnlimit FROM pg_roles WHERE rolname IN (${names.map((name) => `'${name}'`).join()})`,
    );
    expect(limits).toEqual([{ rolconnlimit: 5 * (8 + 2) + 2 }]);
  });

  it('gives nobody more than a login, and everybody a password', async () => {
    expect(
      await asAdmin(
        `SELECT rolname FROM pg_authid WHERE rolcanlogin AND rolname <> 'postgres'
            AND (rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolpassword NOT LIKE 'SCRAM-SHA-256$%')`,
      ),
    ).toEqual([]);
    const logins = await asAdmin(`SELECT rolname FROM pg_authid WHERE rolcanlogin ORDER BY 1`);
    expect(logins.map(({ rolname }) => rolname)).toEqual([...roleNames].sort());
  });

  it('shows its statistics to metrics, and no table of anybody', async () => {
    const seen = await rows('metrics', 'postgres', `SELECT count(*)::int > 0 AS some FROM pg_stat_database`);
    expect(seen).toEqual([{ some: true }]);
    for (const name of names)
      await expect(rows('metrics', name, 'SELECT 1')).rejects.toThrow(`permission denied for database "${name}"`);
  });

  it('takes new passwords when it is run again', async () => {
    const renewed = newPassword();
    const opens = async (password: string | undefined) => {
      const [row] = await asAdmin(`SELECT rolpassword AS kept FROM pg_authid WHERE rolname = 'orders'`);
      return proves(password ?? '', String(row?.['kept']));
    };
    expect(await opens(passwords['ORDERS_PASSWORD'])).toBe(true);
    apply({ ORDERS_PASSWORD: renewed });
    expect([await opens(passwords['ORDERS_PASSWORD']), await opens(renewed)]).toEqual([false, true]);
  });

  const letIn = (role: string) => as(role, 'postgres', () => Promise.resolve(true)).catch(() => false);

  it('gives the administrator a new password by whichever one before the server still has', async () => {
    const [oldest, middle, newest] = [newPassword(), newPassword(), newPassword()];
    await asAdmin(`CREATE ROLE keeper LOGIN SUPERUSER PASSWORD '${oldest}'`);
    const [place] = await asAdmin('SHOW hba_file');
    writeFileSync(String(place?.['hba_file']), 'local all keeper scram-sha-256\nlocal all all trust\n');
    await asAdmin('SELECT pg_reload_conf()');
    const asKeeper = (now: string, ...before: readonly string[]) =>
      apply({ PGUSER: 'keeper', POSTGRES_PASSWORD: now, POSTGRES_PASSWORD_BEFORE: before.join() });
    try {
      while (await letIn('keeper')) await pause(50);
      expect(() => asKeeper(newest, middle)).toThrow(/password authentication failed for user "keeper"/);
      asKeeper(newest, middle, oldest);
      asKeeper(newest);
    } finally {
      await asAdmin('DROP ROLE keeper');
    }
  });
});

/** Whether PostgreSQL lets in, by this password, whom it keeps this verifier of: SCRAM-SHA-256$4096:salt$stored:server. */
const proves = (password: string, verifier: string): boolean => {
  const [, rounds, salt = '', stored] = /^SCRAM-SHA-256\$(\d+):([^$]+)\$([^:]+):/.exec(verifier) ?? [];
  const salted = pbkdf2Sync(password, Buffer.from(salt, 'base64'), Number(rounds), 32, 'sha256');
  const key = createHmac('sha256', salted).update('Client Key').digest();
  return createHash('sha256').update(key).digest('base64') === stored;
};
