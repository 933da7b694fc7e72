import { Client } from 'pg';
import { migrate } from './migrate';
import { silent } from './log';
import { openDatabase } from './open-database';
import { closeServerDatabases, ensureOwnedDatabase, mayMakeRoles } from './ensure-owned-database';
import { housekeep } from './housekeeping';
import { startTemporaryPostgres } from './testing';
import { urlOfDatabase } from './urls';

describe('a database with a role of its own', () => {
  let server: Awaited<ReturnType<typeof startTemporaryPostgres>>;
  const orders = () => ensureOwnedDatabase(server.url, { name: 'shop_orders', password: 'p1', connectionLimit: 12 });
  const asked = async (url: string, ...statements: string[]): Promise<Record<string, unknown>[]> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      let rows: Record<string, unknown>[] = [];
      for (const statement of statements) ({ rows } = await client.query<Record<string, unknown>>(statement));
      return rows;
    } finally {
      await client.end();
    }
  };
  const inDatabase = (url: string, name: string) => urlOfDatabase(url, name);

  beforeAll(async () => {
    server = await startTemporaryPostgres();
    await closeServerDatabases(server.url);
  });
  afterAll(() => server.stop());

  it('lets its role migrate, keep house, lock, listen and write', async () => {
    const url = await orders();
    expect(await asked(url, 'SELECT current_user AS who')).toEqual([{ who: 'shop_orders' }]);
    const database = openDatabase({ url, name: 'orders', poolSize: 2, log: silent });
    await migrate(
      database,
      [{ name: 'x', up: async (sql) => void (await sql.raw('CREATE TABLE pizzas (n int)')) }],
      silent,
    );
    await housekeep(database, new Date());
    await database.close();
    await asked(url, 'LISTEN wake', 'SELECT pg_advisory_lock(1)', `NOTIFY wake`, 'INSERT INTO pizzas VALUES (1)');
  });

  it('lets its role into no other database, not even that of the server', async () => {
    const url = await orders();
    await ensureOwnedDatabase(server.url, { name: 'shop_kitchen', password: 'p2' });
    for (const other of ['shop_kitchen', 'postgres', 'template1'])
      await expect(asked(inDatabase(url, other), 'SELECT 1')).rejects.toThrow(/permission denied for database/);
    await expect(asked(url, 'CREATE DATABASE shop_more')).rejects.toThrow(/permission denied/);
    await expect(asked(url, 'CREATE ROLE shop_more')).rejects.toThrow(/permission denied/);
    await expect(asked(url, 'SET ROLE shop_kitchen')).rejects.toThrow(/permission denied/);
  });

  it('limits what its role may hang on and how often it may connect', async () => {
    const url = await orders();
    const limits = `SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
      current_setting('idle_in_transaction_session_timeout') AS idle,
      (SELECT rolconnlimit FROM pg_roles WHERE rolname = current_user) AS connections`;
    expect(await asked(url, limits)).toEqual([{ statement: '30s', lock: '10s', idle: '1min', connections: 12 }]);
  });

  it('takes over what an earlier owner has made, and may be made many times and by several at once', async () => {
    await asked(server.url, 'CREATE DATABASE shop_old');
    const old = inDatabase(server.url, 'shop_old');
    await asked(
      old,
      'CREATE TABLE letters (id int GENERATED ALWAYS AS IDENTITY, at int) PARTITION BY RANGE (at)',
      'CREATE TABLE letters_1 PARTITION OF letters FOR VALUES FROM (1) TO (9)',
      'CREATE SEQUENCE numbers',
      'CREATE VIEW all_letters AS SELECT * FROM letters',
      "CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    );
    const again = () => ensureOwnedDatabase(server.url, { name: 'shop_old', password: 'p3' });
    const [url = ''] = await Promise.all([again(), again(), again()]);
    await asked(
      url,
      'INSERT INTO letters (at) SELECT one()',
      `SELECT nextval('numbers')`,
      'DROP TABLE letters_1',
      'DROP VIEW all_letters',
      'DROP FUNCTION one()',
      'DROP TABLE letters',
      'DROP SEQUENCE numbers',
    );
  });

  it('is made by a role that may make roles and databases, and by no other', async () => {
    await asked(
      server.url,
      'CREATE ROLE maker LOGIN CREATEROLE CREATEDB',
      'GRANT CONNECT ON DATABASE postgres TO maker',
    );
    const maker = Object.assign(new URL(server.url), { username: 'maker' }).href;
    expect(await mayMakeRoles(maker)).toBe(true);
    const url = await ensureOwnedDatabase(maker, { name: 'shop_made', password: 'p4' });
    await asked(url, 'CREATE TABLE pizzas (n int)');
    expect(await mayMakeRoles(inDatabase(url, 'shop_made'))).toBe(false);
  });
});
