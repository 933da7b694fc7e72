import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startOwnDatabase, type OwnDatabase } from './database';
import { Networks } from './network';

describe('a database that a run may kill', () => {
  let dataDir: string;
  let database: OwnDatabase;
  const networks = new Networks();
  let url: string;

  const ask = async (sql: string): Promise<readonly unknown[]> => {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
    client.on('error', () => {});
    await client.connect();
    try {
      return (await client.query(sql)).rows as unknown[];
    } finally {
      await client.end();
    }
  };

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'pizzeria-chaos-database-'));
    chmodSync(dataDir, 0o755);
    database = await startOwnDatabase(dataDir);
    const servers = { databaseUrl: database.url, rabbitmqUrl: 'amqp://127.0.0.1:1' };
    url = (await networks.between('orders-1', servers)).databaseUrl;
    await ask('CREATE TABLE kept (how text)');
  });
  afterAll(async () => {
    await networks.close();
    await database.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it.each(['stop', 'kill'] as const)(
    'has after a %s what was committed before, and is reached through the same network',
    async (how) => {
      await ask(`INSERT INTO kept VALUES ('${how}')`);
      await database[how]();
      await expect(ask('SELECT')).rejects.toThrow();
      await database.start();
      networks.databaseMoved(database.url);
      expect(await ask(`SELECT how FROM kept WHERE how = '${how}'`)).toEqual([{ how }]);
    },
  );

  it('can be cut off from one process', async () => {
    networks.of('orders-1').database.refuse();
    await expect(ask('SELECT')).rejects.toThrow();
    networks.of('orders-1').database.pass();
    expect(await ask('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('has no network for a process that does not exist', () => {
    expect(() => networks.of('bar-1')).toThrow('There is no process bar-1.');
  });
});
