import { Client } from 'pg';
import { silent } from './log';
import { migrate } from './migrate';
import type { Migration } from './migrations';
import { openDatabase } from './open-database';
import { databaseNetwork, testDatabase, type TestDatabase } from './testing';
import { onceAnswering } from './wait-for-database';

const table = (name: string): Migration => ({
  name: `001-${name}`,
  up: async (sql) => {
    await sql.raw('CREATE TABLE ?? (id int)', [name]);
  },
});

describe('migrating', () => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await testDatabase({ name: 'migrate', platform: false });
  });
  afterEach(() => test.drop());

  const applied = () => test.database.sql('migrations').orderBy('applied_at').pluck<string[]>('name');

  it('runs the platform first, then the rest, each once, from eight processes at once', async () => {
    const pools = Array.from({ length: 8 }, (_, n) =>
      openDatabase({ url: test.url, name: `migrator-${n}`, poolSize: 1, log: silent }),
    );
    await Promise.all(pools.map((pool) => migrate(pool, [table('orders'), table('menu')], silent)));
    await Promise.all(pools.map((pool) => pool.close()));
    expect(await applied()).toEqual([
      'platform-001-outbox',
      'platform-002-inbox',
      'platform-003-dead-letters',
      'platform-004-idempotency-keys',
      'platform-005-suspects',
      'platform-006-dead-letter-actions',
      'platform-007-release-parked',
      'platform-008-handling-times',
      '001-orders',
      '001-menu',
    ]);
  });

  it('leaves nothing of a migration that fails, names it, and runs it again when it is mended', async () => {
    const broken: Migration = {
      name: '001-orders',
      up: async (sql) => {
        await sql.raw('CREATE TABLE orders (id int)');
        await sql.raw('CREATE TABEL oops');
      },
    };
    await expect(migrate(test.database, [broken], silent)).rejects.toThrow(
      /Migration 001-orders failed and was rolled back: .*syntax error/,
    );
    await migrate(test.database, [table('orders')], silent);
    expect(await applied()).toContain('001-orders');
  });

  it('is not blocked by a migrator killed in the middle', async () => {
    const victim = openDatabase({ url: test.url, name: 'victim', poolSize: 1, log: silent });
    let stuck: (pid: number) => void = () => undefined;
    const inside = new Promise<number>((resolve) => (stuck = resolve));
    const endless: Migration = {
      name: '001-orders',
      up: async (sql) => {
        await sql.raw('CREATE TABLE orders (id int)');
        const { rows } = await sql.raw<{ rows: { pid: number }[] }>('SELECT pg_backend_pid() AS pid');
        stuck(rows[0]?.pid ?? 0);
        await sql.raw('SELECT pg_sleep(600)');
      },
    };
    const killed = expect(migrate(victim, [endless], silent)).rejects.toThrow('001-orders');
    const pid = await inside;
    const later = migrate(test.database, [table('orders')], silent);
    const admin = new Client({ connectionString: test.url });
    await admin.connect();
    await admin.query('SELECT pg_terminate_backend($1)', [pid]);
    await admin.end();
    await killed;
    await later;
    await victim.close();
    expect(await applied()).toContain('001-orders');
  });

  it('begins again when its database goes away in the middle', async () => {
    const network = await databaseNetwork();
    const url = network.url(test.url);
    const migrator = openDatabase({ url, name: 'migrator', poolSize: 1, log: silent });
    let runs = 0;
    const interrupted: Migration = {
      name: '001-orders',
      up: async (sql) => {
        runs += 1;
        await sql.raw('CREATE TABLE orders (id int)');
        if (runs === 1) network.cut();
        await sql.raw('SELECT 1');
      },
    };
    const said: string[] = [];
    const warn = (_: object, line: string): void => {
      said.push(line);
      if (line.endsWith('breaks the connection off')) network.mend();
    };
    await onceAnswering(url, () => migrate(migrator, [interrupted], silent), { log: { ...silent, warn } });
    expect(runs).toBe(2);
    expect(said[0]).toMatch(/^The database at .* went away: beginning again$/);
    expect(await applied()).toContain('001-orders');
    await migrator.close();
    await network.close();
  });

  it('refuses two migrations of one name', async () => {
    await expect(migrate(test.database, [table('orders'), table('orders')], silent)).rejects.toThrow(
      'Two migrations are named 001-orders',
    );
  });
});
