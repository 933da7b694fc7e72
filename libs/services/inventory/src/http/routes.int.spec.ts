import { OrderPlaced } from '@pizzeria/contracts';
import { startTestService, type TestService } from '@pizzeria/service/testing';
import { inventory } from '../service';
import { aPlacedOrder, orderIdOf } from '../testing/fixtures';

let shop: TestService;
beforeAll(async () => {
  shop = await startTestService(inventory);
});
afterAll(() => shop.stop());

const onHand = async (id: string): Promise<number | undefined> => {
  const row = await shop.database.sql('ingredients').where({ id }).first<{ on_hand: number }>();
  return row?.on_hand;
};

const adjust = (id: string, body: unknown) =>
  shop.call('POST', `/api/inventory/ingredients/${id}/adjustments`, { as: 'manager', body });

describe('the API', () => {
  const anId = orderIdOf(99);

  it.each([
    ['a negative quantity', 'basil', { kind: 'delivery', quantity: -1 }, 400],
    ['a delivery of nothing', 'basil', { kind: 'delivery', quantity: 0 }, 400],
    ['half a gram', 'basil', { kind: 'waste', quantity: 0.5 }, 400],
    ['more than any shop holds', 'basil', { kind: 'delivery', quantity: 1e12 }, 400],
    ['an unknown kind', 'basil', { kind: 'theft', quantity: 1 }, 400],
    ['an unknown field', 'basil', { kind: 'count', quantity: 1, price: 3 }, 400],
    ['more waste than there is', 'basil', { kind: 'waste', quantity: 2_001 }, 409],
    ['an unknown ingredient', 'gold', { kind: 'count', quantity: 1 }, 404],
    ['an id that is none', 'Not%20an%20id', { kind: 'count', quantity: 1 }, 400],
  ])('refuses %s', async (_what, id, body, status) => {
    const answer = await adjust(id, body);
    expect(answer).toMatchObject({ status, body: { code: expect.any(String), status } });
    expect(await onHand('basil')).toBe(2_000);
  });

  it('enters an adjustment once, however often it is sent with one key', async () => {
    const send = () =>
      shop.call('POST', '/api/inventory/ingredients/cola/adjustments', {
        as: 'manager',
        key: 'delivery-of-tuesday',
        body: { kind: 'delivery', quantity: 100 },
      });
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(await onHand('cola')).toBe(350);
  });

  it.each([
    ['GET', '/api/inventory/ingredients', ['kitchen', 'manager']],
    ['PUT', '/api/inventory/ingredients/basil', ['manager']],
    ['GET', '/api/inventory/movements', ['kitchen', 'manager']],
    ['GET', '/api/inventory/recipes', ['kitchen', 'manager']],
    ['PUT', '/api/inventory/recipes/margherita', ['manager']],
    ['POST', '/api/inventory/ingredients/basil/adjustments', ['kitchen', 'manager']],
    ['GET', '/api/inventory/reservations', ['kitchen', 'courier', 'manager']],
    ['GET', '/api/inventory/purchase-orders', ['kitchen', 'manager']],
    ['POST', `/api/inventory/purchase-orders/${anId}/send`, ['manager']],
    ['POST', `/api/inventory/purchase-orders/${anId}/receive`, ['manager']],
  ] as const)('%s %s is for %j and nobody else', async (method, path, who) => {
    expect(await shop.call(method, path)).toMatchObject({ status: 401 });
    for (const role of ['kitchen', 'courier', 'manager'] as const) {
      const { status } = await shop.call(method, path, { as: role });
      expect({ role, refused: status === 403 }).toEqual({ role, refused: !(who as readonly string[]).includes(role) });
    }
  });

  it.each([
    ['/api/inventory/reservations?orderId=42', 400],
    ['/api/inventory/reservations?cursor=abc', 400],
    ['/api/inventory/reservations?limit=0', 400],
    ['/api/inventory/reservations?colour=red', 400],
    [`/api/inventory/reservations?orderId=${anId}`, 200],
    ['/api/inventory/movements?ingredientId=Not%20one', 400],
    ['/api/inventory/movements?cursor=abc', 400],
    ['/api/inventory/purchase-orders?state=partly-received', 200],
  ])('answers GET %s with %d', async (path, status) => {
    expect(await shop.call('GET', path, { as: 'manager' })).toMatchObject({ status });
  });

  it('knows no purchase order that was never placed', async () => {
    for (const action of ['send', 'receive'])
      expect(
        await shop.call('POST', `/api/inventory/purchase-orders/${anId}/${action}`, { as: 'manager' }),
      ).toMatchObject({ status: 404, body: { code: 'purchase-order-not-found' } });
  });

  it('lists reservations page by page', async () => {
    for (const n of [1, 2, 3]) await shop.publishForeign(OrderPlaced, aPlacedOrder(n));
    await shop.settled();
    interface Page {
      readonly reservations: { orderId: string }[];
      readonly nextCursor?: string;
    }
    const page = (query: string) =>
      shop.call<Page>('GET', `/api/inventory/reservations?limit=2${query}`, { as: 'manager' });
    const first = (await page('')).body;
    const second = (await page(`&cursor=${first.nextCursor}`)).body;
    expect([...first.reservations, ...second.reservations].map(({ orderId }) => orderId).sort()).toEqual(
      [1, 2, 3].map(orderIdOf),
    );
    expect(second.nextCursor).toBeUndefined();
  });
});
