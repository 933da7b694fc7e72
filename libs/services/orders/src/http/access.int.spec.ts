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
