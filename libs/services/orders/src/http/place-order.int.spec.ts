import { OrderPlaced } from '@pizzeria/contracts';
import { startTestService, type TestService } from '@pizzeria/service/testing';
import { orders } from '../service';
import { adasBody, forPickup, withCustomer, withItem } from '../testing/requests';

let service: TestService;
beforeAll(async () => void (service = await startTestService(orders)));
afterAll(() => service.stop());

const post = (body: unknown, key?: string) => service.call('POST', '/api/orders', { body, key });
const count = async (table: string): Promise<number> => (await service.database.sql(table)).length;

describe('the menu', () => {
  it('is open to anyone, with prices in minor units', async () => {
    const { status, body } = await service.call('GET', '/api/menu');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      currency: 'USD',
      items: expect.arrayContaining([
        expect.objectContaining({
          sku: 'margherita',
          prices: expect.arrayContaining([{ size: 'large', amount: 1499 }]),
        }),
        expect.objectContaining({ sku: 'cola', prices: [{ amount: 300 }] }),
      ]) as unknown,
      extras: expect.arrayContaining([expect.objectContaining({ sku: 'basil', amount: 100 })]) as unknown,
    });
  });
});

describe('placing an order', () => {
  it('answers the priced order, where it is and the token that opens it', async () => {
    const { status, headers, body } = await post(adasBody);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: 'placed',
      items: [{ sku: 'margherita', quantity: 2, unitPrice: 1599, lineTotal: 3198 }],
      totalAmount: { amount: 3198, currency: 'USD' },
      netAmount: { amount: 3198, currency: 'USD' },
      tax: { amount: { amount: 0, currency: 'USD' }, included: true },
      estimatedDelivery: new Date(service.clock.now().getTime() + 45 * 60_000).toISOString(),
      trackingToken: expect.stringMatching(/^[\w-]{22,}$/) as string,
    });
    expect(Object.keys(body).sort()).toEqual([
      'estimatedDelivery',
      'id',
      'items',
      'netAmount',
      'number',
      'status',
      'tax',
      'totalAmount',
      'trackingToken',
    ]);
    expect(headers.get('location')).toBe(`/api/orders/${String(body['id'])}`);
  });

  it('takes two halves and a side, and says what is in them', async () => {
    const halves = { sku: undefined, halves: ['marinara', 'gamberi'], extras: [], quantity: 1 };
    const order = withItem(halves);
    const { status, body } = await post({ ...order, items: [...order.items, { sku: 'tiramisu', quantity: 1 }] });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      items: [
        {
          kind: 'pizza',
          halves: ['marinara', 'gamberi'],
          name: 'Marinara / Gamberi',
          allergens: ['crustaceans', 'gluten', 'milk'],
          diets: [],
          unitPrice: (1399 + 2099) / 2,
        },
        { kind: 'side', sku: 'tiramisu', allergens: ['eggs', 'gluten', 'milk'], unitPrice: 650 },
      ],
      totalAmount: { amount: 1749 + 650 },
    });
  });

  it('tells everyone, once', async () => {
    const { body } = await post(adasBody);
    await service.settled();
    const told = service.published(OrderPlaced).filter(({ data }) => data.orderId === body['id']);
    expect(told).toMatchObject([
      { sequence: 1, version: 2, data: { number: body['number'], customer: adasBody.customer } },
    ]);
  });

  it('a hundred times at once with one Idempotency-Key is one order, answered a hundred times', async () => {
    await service.settled();
    const before = { orders: await count('orders'), events: service.published(OrderPlaced).length };
    const answers = await Promise.all(Array.from({ length: 100 }, () => post(adasBody, 'ada-pressed-hard')));
    await service.settled();
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await count('orders')).toBe(before.orders + 1);
    expect(service.published(OrderPlaced)).toHaveLength(before.events + 1);
  });

  it('with a key that was used for another order is refused, and places nothing', async () => {
    const first = await post(adasBody, 'adas-key');
    const before = await count('orders');
    expect(await post(withItem({ quantity: 3 }), 'adas-key')).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    });
    expect(await count('orders')).toBe(before);
    expect(await post(adasBody, 'adas-key')).toMatchObject({ status: 201, body: first.body });
  });

  it('as a hundred customers at once is a hundred orders', async () => {
    const before = await count('orders');
    const answers = await Promise.all(Array.from({ length: 100 }, (_, index) => post(forPickup, `key-${index}`)));
    expect(new Set(answers.map(({ body }) => body['number'])).size).toBe(100);
    expect(await count('orders')).toBe(before + 100);
  });
});

describe('an order is refused', () => {
  it('of more pizzas than the shop makes of one, wherever they stand in it', async () => {
    const margheritas = { sku: 'margherita', size: 'large', quantity: 25 };
    const halves = { halves: ['margherita', 'diavola'], size: 'large', quantity: 25 };
    const colas = { sku: 'cola', quantity: 50 };
    const ordering = (...items: readonly object[]) => post({ ...forPickup, items });
    expect((await ordering(margheritas, halves, colas)).status).toBe(201);
    expect(await ordering(margheritas, halves, colas, { ...margheritas, quantity: 1 })).toMatchObject({
      status: 422,
      body: { code: 'too-many-pizzas', errors: [{ path: 'items' }] },
    });
  });

  it.each<[string, unknown, string]>([
    ['with a price for an item', withItem({ price: 1 }), 'items[0].price'],
    ['with a unit price for an item', withItem({ unitPrice: 1 }), 'items[0].unitPrice'],
    ['with a total', { ...adasBody, totalAmount: { amount: 1, currency: 'USD' } }, 'totalAmount'],
    ['with a negative quantity', withItem({ quantity: -1 }), 'items[0].quantity'],
    ['with no quantity', withItem({ quantity: 0 }), 'items[0].quantity'],
    ['with a third of a pizza', withItem({ quantity: 0.33 }), 'items[0].quantity'],
    ['with more pizzas than a kitchen can make', withItem({ quantity: 51 }), 'items[0].quantity'],
    ['with a sku that cannot be one', withItem({ sku: 'Robert"); --' }), 'items[0].sku'],
    ['with nothing ordered', { ...adasBody, items: [] }, 'items'],
    ['with a field nobody knows', { ...adasBody, coupon: 'free' }, 'coupon'],
    ['with a misspelt address', { ...adasBody, fulfilment: { type: 'delivery', adress: {} } }, 'fulfilment.address'],
    ['for delivery without an address', { ...adasBody, fulfilment: { type: 'delivery' } }, 'fulfilment.address'],
    [
      'for pickup with an address',
      { ...adasBody, fulfilment: { ...adasBody.fulfilment, type: 'pickup' } },
      'fulfilment.address',
    ],
    ['without a name', withCustomer({ name: ' ', phone: '+14155550123' }), 'customer.name'],
    ['with an e-mail that cannot be one', withCustomer({ name: 'Ada', email: 'ada' }), 'customer.email'],
    ['without a customer', { ...adasBody, customer: undefined }, 'customer'],
  ])('%s, naming the field', async (_, body, path) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ code: 'invalid-input' });
    expect((answer.body['errors'] as { path: string }[]).map((error) => error.path)).toContain(path);
  });

  it.each<[string, unknown, string, string]>([
    [
      'for two equal halves',
      withItem({ sku: undefined, halves: ['margherita', 'margherita'] }),
      'halves-alike',
      'items[0].halves',
    ],
    ['for what is not on the menu', withItem({ sku: 'lasagne' }), 'not-on-the-menu', 'items[0].sku'],
    ['in a size that is not sold', withItem({ size: 'huge' }), 'size-not-offered', 'items[0].size'],
    ['without phone and e-mail', withCustomer({ name: 'Ada' }), 'contact-missing', 'customer'],
    [
      'with a phone that cannot be one',
      withCustomer({ name: 'Ada', phone: '12345' }),
      'phone-not-valid',
      'customer.phone',
    ],
  ])('%s, by a code of its own', async (_, body, code, path) => {
    const answer = await post(body);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.body).toMatchObject({ code, errors: [{ path }] });
  });

  it('and leaves nothing behind', async () => {
    const before = [await count('orders'), await count('customers')];
    await post(withCustomer({ name: 'Grace', phone: '12345' }));
    await post({ ...withItem({ sku: 'lasagne' }), customer: { name: 'Grace', email: 'grace@example.com' } });
    expect([await count('orders'), await count('customers')]).toEqual(before);
  });
});
