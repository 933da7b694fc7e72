import { maxEventBytes } from '@pizzeria/bus';
import { OrderPlaced } from '@pizzeria/contracts';
import { startTestService, type TestService } from '@pizzeria/service/testing';
import { orders } from '../service';

describe('the largest order that can be placed', () => {
  let service: TestService;
  beforeAll(async () => void (service = await startTestService(orders, { environment: { MOST_PIZZAS: '2500' } })));
  afterAll(() => service.stop());

  /** Every field as long as it may be, written in `letter`, every line with ten extras. */
  const largest = (letter: string) => {
    const text = (length: number) => letter.repeat(length / letter.length);
    return {
      customer: { name: text(100), phone: '+14155550123', email: `${'a'.repeat(64)}@${'b'.repeat(60)}.example.com` },
      fulfilment: {
        type: 'delivery',
        address: {
          line1: text(200),
          line2: text(200),
          city: text(100),
          postalCode: text(20),
          instructions: text(300),
        },
      },
      items: Array.from({ length: 50 }, () => ({
        halves: ['rucola-e-prosciutto', 'prosciutto-e-funghi'],
        size: 'medium',
        quantity: 50,
        extras: Array.from({ length: 10 }, () => 'spicy-salami'),
        notes: text(200),
      })),
    };
  };
  const place = (body: object) => service.call('POST', '/api/orders', { body });

  it.each([
    ['letters of three bytes', '字'],
    ['emoji', '🍕'],
    ['signs that JSON escapes', '"'],
  ])('in %s is taken, and told within what an event may weigh', async (_, letter) => {
    const { status, body } = await place(largest(letter));
    expect(status).toBe(201);
    await service.settled();
    const told = service.published(OrderPlaced).find(({ data }) => data.orderId === body['id']);
    expect(told?.data.items).toHaveLength(50);
    // Room to spare, for longer names on the menu.
    expect(Buffer.byteLength(JSON.stringify(told))).toBeLessThan(maxEventBytes - 8 * 1_024);
  });

  it('is refused where the menu has names too long for it', async () => {
    const { body } = await service.call<{ items: { sku: string }[] }>('GET', '/api/menu');
    const pizza = body.items.find(({ sku }) => sku === 'rucola-e-prosciutto') ?? {};
    const { ['allergens']: _, ['diets']: __, ...written } = pizza as Record<string, unknown>;
    const renamed = { ...written, sku: undefined, name: '字'.repeat(60) };
    expect(
      (await service.call('PUT', '/api/menu/items/rucola-e-prosciutto', { as: 'manager', body: renamed })).status,
    ).toBe(200);
    expect(await place(largest('字'))).toMatchObject({
      status: 422,
      body: { code: 'order-too-large', errors: [{ path: 'items' }] },
    });
  });

  it.each([
    ['control characters', '\u0001'],
    ['halves of emoji', '\ud83c'],
  ])('is refused in %s, which would not fit into an event', async (_, letter) => {
    const { status, body } = await place(largest(letter));
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'invalid-input' });
  });
});
