import { idempotencyKeys, type Claim } from './idempotency-keys';
import type { Migration } from './migrations';
import { testDatabase, type TestDatabase } from './testing';

const orders: Migration = {
  name: '001-orders',
  up: (sql) =>
    sql.schema.createTable('orders', (table) => {
      table.increments('number');
      table.text('placed_by');
    }),
};

describe('idempotency keys', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase({ migrations: [orders], name: 'keys' });
  });
  afterAll(() => test.drop());

  const claim = (key: string, fingerprint = 'two margheritas'): Promise<Claim> =>
    test.database.transaction(async () => {
      const keys = idempotencyKeys(test.database);
      const claimed = await keys.claim({ key, fingerprint });
      if (claimed.kind !== 'new') return claimed;
      const [placed] = await test.database
        .sql('orders')
        .insert({ placed_by: key })
        .returning<{ number: number }[]>('*');
      await keys.store(key, { status: 201, headers: { Location: '/orders/1' }, body: { number: placed?.number } });
      return claimed;
    });

  it('place one order when the same request comes a hundred times at once, and answer all the same', async () => {
    const claims = await Promise.all(Array.from({ length: 100 }, () => claim('ada')));
    const placed = await test.database.sql('orders').where({ placed_by: 'ada' }).pluck<number[]>('number');
    expect(placed).toHaveLength(1);
    const answer = { status: 201, headers: { Location: '/orders/1' }, body: { number: placed[0] } };
    expect(claims.filter(({ kind }) => kind === 'new')).toHaveLength(1);
    expect(claims.filter(({ kind }) => kind === 'stored')).toEqual(Array(99).fill({ kind: 'stored', answer }));
  });

  it('tell another request under the same key apart', async () => {
    await claim('grace');
    expect(await claim('grace', 'one marinara')).toEqual({ kind: 'different-request' });
  });

  it('are new again when the first transaction rolled back, also for one that waited for it', async () => {
    const { database } = test;
    let fail: () => void = () => undefined;
    const outOfDough = new Promise<never>((_, reject) => (fail = () => reject(new Error('out of dough'))));
    let claimed: () => void = () => undefined;
    const firstClaimed = new Promise<void>((resolve) => (claimed = resolve));
    const first = database.transaction(async () => {
      await idempotencyKeys(database).claim({ key: 'edsger', fingerprint: 'two margheritas' });
      claimed();
      await outOfDough;
    });
    await firstClaimed;
    const second = claim('edsger');
    await someoneWaitsForALock();
    fail();
    await expect(first).rejects.toThrow('out of dough');
    expect(await second).toEqual({ kind: 'new' });
  });

  const someoneWaitsForALock = async (): Promise<void> => {
    for (;;) {
      const { rowCount } = await test.database.sql.raw<{ rowCount: number }>(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      if (rowCount > 0) return;
    }
  };

  it('are forgotten by age', async () => {
    await claim('alan');
    expect(await idempotencyKeys(test.database).prune(new Date(Date.now() - 60_000))).toBe(0);
    expect(await idempotencyKeys(test.database).prune(new Date(Date.now() + 60_000))).toBeGreaterThan(0);
    expect(await claim('alan')).toEqual({ kind: 'new' });
  });
});
