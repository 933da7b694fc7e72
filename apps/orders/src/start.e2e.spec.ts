import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { programOf } from '@pizzeria/bus/testing';
import { testDatabase, type TestDatabase } from '@pizzeria/postgres/testing';

const root = join(__dirname, '../../..');
const closedPort = 1;

/** The orders service as a process of its own, with what it says. */
const startOrders = (environment: Readonly<Record<string, string>>, ...args: readonly string[]) => {
  const child = spawn(process.execPath, [...programOf('apps/orders/src/main.ts'), ...args], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      MANAGEMENT_PORT: '0',
      ISSUER_URL: 'https://identity.example.com/',
      ISSUER_KEYS_URL: 'file:///nowhere/jwks.json',
      ...environment,
    },
    stdio: 'pipe',
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => void (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => void (said.err += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const line = async (text: string): Promise<void> => {
    while (!said.out.includes(text)) {
      const over = await Promise.race([once(child.stdout, 'data').then(() => false), ended.then(() => true)]);
      if (over) throw new Error(`It ended without saying "${text}": ${said.out}${said.err}`);
    }
  };
  return { said, ended, line, stop: () => void child.kill('SIGTERM') };
};

describe('the orders service at start', () => {
  it('names everything that is not set, and exits 1', async () => {
    const orders = startOrders({ ISSUER_URL: '', ISSUER_KEYS_URL: '' });
    expect(await orders.ended).toBe(1);
    for (const name of ['DATABASE_URL', 'RABBITMQ_URL', 'ISSUER_URL', 'ISSUER_KEYS_URL'])
      expect(orders.said.err).toContain(`  - ${name} is not set. Set ${name}: `);
  });

  it('waits for a database that is away, says so once, and gives up with what to do', async () => {
    const orders = startOrders({
      DATABASE_URL: `postgres://ada:hunter2@127.0.0.1:${closedPort}/orders`,
      RABBITMQ_URL: `amqp://127.0.0.1:${closedPort}`,
      DATABASE_WAIT_SECONDS: '1',
    });
    expect(await orders.ended).toBe(1);
    expect(
      orders.said.out.match(/Waiting for the database at 127\.0\.0\.1:1\/orders: nothing listens there/g),
    ).toHaveLength(1);
    expect(orders.said.err).toBe(
      'The database at 127.0.0.1:1/orders did not become ready within 1 s: nothing listens there. ' +
        'Start it, or correct its URL, and start again.\n',
    );
    expect(orders.said.out).not.toContain('hunter2');
  });

  it('serves while its broker is away, says so, and stops when told', async () => {
    const data = await testDatabase({ name: 'orders start' });
    const orders = startOrders({ DATABASE_URL: data.url, RABBITMQ_URL: `amqp://127.0.0.1:${closedPort}` });
    await orders.line('broker is away');
    await orders.line('orders serves');
    orders.stop();
    expect(await orders.ended).toBe(0);
    await data.drop();
  });
});

describe('the orders service told to migrate', () => {
  const tables = async ({ database }: TestDatabase): Promise<readonly string[]> =>
    database.sql('pg_tables').where({ schemaname: 'public' }).pluck('tablename');

  it('brings an empty database up to date with nothing but its URL, and again without harm, and exits 0', async () => {
    const data = await testDatabase({ name: 'orders migrate', platform: false });
    for (const time of ['first', 'second']) {
      const orders = startOrders({ DATABASE_URL: data.url, ISSUER_URL: '', ISSUER_KEYS_URL: '' }, 'migrate');
      expect([time, await orders.ended, orders.said.err]).toEqual([time, 0, '']);
    }
    expect(await tables(data)).toEqual(expect.arrayContaining(['migrations', 'outbox', 'orders', 'menu_items']));
    await data.drop();
  });

  it('exits 1 when it is stopped before it is done', async () => {
    const orders = startOrders({ DATABASE_URL: `postgres://127.0.0.1:${closedPort}/orders` }, 'migrate');
    await orders.line('Waiting for the database');
    orders.stop();
    expect(await orders.ended).toBe(1);
    expect(orders.said.err).toContain('orders was stopped before its database was up to date. Run migrate again.');
  });

  it('refuses any other argument with what it knows', async () => {
    const orders = startOrders({}, 'migrate', 'now');
    expect(await orders.ended).toBe(1);
    expect(orders.said.err).toBe(
      'orders does not know "migrate now". Start it without arguments to run it, ' +
        'or with the one argument "migrate" to bring its database up to date.\n',
    );
  });
});
