import { performance } from 'node:perf_hooks';
import { handlersOf } from '../handlers';
import type { Mode } from '../modes';
import { anOrder } from '../orders';
import { kindsOfMalformed } from './bodies';
import { deadLettersOf, handledOf, throwMalformed, type Counts, type Thrown } from './throw-malformed';

const total = (counts: Counts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Waits on counts: for as long as more of them arrive, however slowly, but no longer than `ms` without any news. */
const arrived = async (what: string, wanted: number, count: () => Promise<number>, ms = 60_000): Promise<void> => {
  let [last, since] = [-1, performance.now()];
  for (;;) {
    const now = await count();
    if (now >= wanted) return;
    if (now !== last) [last, since] = [now, performance.now()];
    if (performance.now() - since > ms) throw new Error(`${now} of ${wanted} ${what}, and no more for ${ms} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

/** Many malformed messages at every queue: each is given up for its reason, and nothing else suffers. */
export const malformedTests = (mode: Mode, count: number, limitMs: number): void => {
  let thrown: Thrown;
  const began = performance.now();
  beforeAll(async () => void (thrown = await throwMalformed(mode, count)), limitMs);
  afterAll(() => thrown?.close(), 60_000);

  it(
    'are all kept as dead letters for their reasons',
    async () => {
      const { shop, malformed } = thrown;
      await arrived('dead letters', total(malformed), async () => total(await deadLettersOf(shop)));
      expect(await deadLettersOf(shop)).toEqual(malformed);
      const seconds = ((performance.now() - began) / 1_000).toFixed(1);
      process.stdout.write(
        `${mode}: ${total(malformed)} malformed messages of ${kindsOfMalformed.length} kinds at ${new Set(Object.keys(malformed).map((key) => key.split(' ')[0])).size} queues, all dead letters after ${seconds} s.\n`,
      );
    },
    limitMs,
  );

  it(
    'keep no good message between them from being handled once',
    async () => {
      const { shop, good, orders } = thrown;
      for (const [queue, ids] of good) {
        const handled = async () => (await handledOf(shop, queue)).filter((id) => ids.includes(id));
        await arrived(`good events in ${queue}`, ids.length, async () => (await handled()).length);
        expect([...(await handled())].sort()).toEqual([...ids].sort());
      }
      // Nobody cooks: the last of so many orders cannot keep their promise.
      const everybody = handlersOf('order.placed', 'inventory.reserved', 'notification.sent', 'order.estimate-changed');
      for (const id of orders) {
        const subject = `order/${id}`;
        const wanted = handlersOf('order.placed', 'inventory.reserved');
        // Each of them, not as many: a good event between may be of this order too.
        await arrived(`handlings of ${subject}`, wanted.length, async () => {
          const handled = await shop.handled(subject);
          return wanted.filter((handler) => handled.includes(handler)).length;
        });
        expect(everybody).toEqual(expect.arrayContaining([...new Set(await shop.handled(subject))]));
      }
      const confirmations = (await shop.database('notifications'))
        .sql('messages')
        .whereIn('order_id', orders)
        .where({ kind: 'order-confirmed' });
      expect(await confirmations).toHaveLength(2 * orders.length);
      process.stdout.write(
        `${mode}: ${[...good.values()].flat().length} good events and ${orders.length} orders between them, all handled once.\n`,
      );
    },
    limitMs,
  );

  it('leave the shop open, and nothing else given up', async () => {
    const { call } = thrown.shop;
    expect(await deadLettersOf(thrown.shop)).toEqual(thrown.malformed);
    expect((await call('POST', '/api/orders', { body: anOrder() })).status).toBe(201);
    expect((await call('GET', '/api/menu')).status).toBe(200);
  });
};
