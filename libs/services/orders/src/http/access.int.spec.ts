import { InventoryShort } from '@pizzeria/contracts';
import type { CallOptions } from '@pizzeria/service/testing';
import { openCounter, type Counter } from '../testing/counter';

let counter: Counter;
beforeAll(async () => void (counter = await openCounter()));
afterAll(() => counter.close());

const amount = { amount: 3198, currency: 'USD' };
const reason = { reason: 'Changed my mind.' };

describe('who may do what', () => {
  it('a tracking token opens its own order and nothing else', async () => {
    const [mine, other] = await Promise.all([counter.place(), counter.place()]);
    const get = (id: string, options: CallOptions) => counter.service.call('GET', `/api/orders/${id}`, options);
    expect((await get(mine.id, { tracking: mine.token })).status).toBe(200);
    expect((await get(other.id, { tracking: mine.token })).status).toBe(403);
    expect((await get(mine.id, {})).status).toBe(401);
    expect((await get(mine.id, { as: 'courier' })).status).toBe(200);
    expect((await counter.act(other, 'cancel', { tracking: mine.token, body: reason })).status).toBe(403);
    expect(
      (await counter.act(mine, 'payments', { tracking: mine.token, body: { method: 'cash', amount } })).status,
    ).toBe(401);
    expect((await counter.service.call('GET', '/api/orders', { tracking: mine.token })).status).toBe(401);
  });

  it('shows its customer what concerns them, and staff all of it', async () => {
    const order = await counter.place();
    const orderId = order.id;
    await counter.service.publishForeign(InventoryShort, { ...InventoryShort.example, orderId }, { sequence: 1 });
    await counter.finish(order);
    await counter.act(order, 'dispatch', { as: 'courier', body: { courierName: 'Bruno' } });
    const { missing } = InventoryShort.example;
    const asStaff = async () => (await counter.service.call('GET', `/api/orders/${orderId}`, { as: 'kitchen' })).body;
    expect(await asStaff()).toMatchObject({ missing, courier: { id: 'test-courier', name: 'Bruno' } });
    expect(await counter.read(order)).toMatchObject({ courier: { name: 'Bruno' } });
    expect(await counter.read(order)).toHaveProperty(
      'missing',
      missing.map(({ onHand: _, ...lacking }) => lacking),
    );
    await counter.act(order, 'undeliverable', { as: 'courier', body: { reason: 'They were rude.' } });
    expect(await asStaff()).toMatchObject({ undeliverable: { reason: 'They were rude.' } });
    expect(await counter.read(order)).toMatchObject({ undeliverable: { broughtBackAt: expect.any(String) as string } });
    expect(JSON.stringify(await counter.read(order))).not.toMatch(/test-courier|onHand|rude/);
  });

  it('an order that is none is a clear answer', async () => {
    const get = (id: string) => counter.service.call('GET', `/api/orders/${id}`, { as: 'manager' });
    expect(await get('42')).toMatchObject({ status: 400, body: { errors: [{ path: 'id' }] } });
    expect(await get('01995f2a-7c00-7000-8000-00000000dead')).toMatchObject({
      status: 404,
      body: { code: 'order-not-found' },
    });
  });

  it('staff read all orders, newest first, page by page', async () => {
    const placed = await Promise.all(Array.from({ length: 3 }, () => counter.place()));
    const list = async (query: string) =>
      (
        await counter.service.call<{ items: { number: number }[]; nextCursor?: string }>(
          'GET',
          `/api/orders?${query}`,
          {
            as: 'kitchen',
          },
        )
      ).body;
    const first = await list('limit=2');
    const second = await list(`limit=2&cursor=${first.nextCursor ?? ''}`);
    const numbers = [...first.items, ...second.items].map(({ number }) => number);
    expect(numbers.slice(0, 3)).toEqual(placed.map(({ number }) => number).sort((a, b) => b - a));
    expect(new Set(numbers).size).toBe(4);
    const wrong = (query: string) => counter.service.call('GET', `/api/orders?${query}`, { as: 'kitchen' });
    for (const query of ['limit=101', 'limit=0', 'cursor=nonsense', 'status=eaten', 'page=2']) {
      expect([query, (await wrong(query)).status]).toEqual([query, 400]);
    }
  });
});
