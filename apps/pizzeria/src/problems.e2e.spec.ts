import type { CallOptions } from '@pizzeria/service/testing';
import { openPizzeria, type TestPizzeria } from './testing/open-pizzeria';
import { anOrder, type PlacedOrder } from './testing/orders';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
type Refused = readonly [what: string, method: Method, path: string, options: CallOptions, status: number];

const json = { 'content-type': 'application/json' };
const item = { sku: 'margherita', size: 'large', quantity: 1 };
const unknownId = '0190a6f2-0000-7000-8000-000000000001';

const refused: readonly Refused[] = [
  ['malformed JSON', 'POST', '/api/orders', { raw: '{"customer":', headers: json }, 400],
  ['another content type', 'POST', '/api/orders', { raw: 'one pizza', headers: { 'content-type': 'text/plain' } }, 415],
  ['no body', 'POST', '/api/orders', {}, 400],
  ['an unknown field', 'POST', '/api/orders', { body: anOrder({ coupon: 'FREE' }) }, 400],
  [
    'an unknown field deep inside',
    'POST',
    '/api/orders',
    { body: anOrder({ customer: { name: 'Ada', phone: '+14155550123', vip: true } }) },
    400,
  ],
  ['a negative quantity', 'POST', '/api/orders', { body: anOrder({ items: [{ ...item, quantity: -1 }] }) }, 400],
  ['an unknown sku', 'POST', '/api/orders', { body: anOrder({ items: [{ ...item, sku: 'calzone-gigante' }] }) }, 422],
  ['a price in the request', 'POST', '/api/orders', { body: anOrder({ items: [{ ...item, unitPrice: 1 }] }) }, 400],
  [
    'a total in the request',
    'POST',
    '/api/orders',
    { body: anOrder({ totalAmount: { amount: 1, currency: 'USD' } }) },
    400,
  ],
  ['no way to reach the customer', 'POST', '/api/orders', { body: anOrder({ customer: { name: 'Ada' } }) }, 422],
  [
    'a name with a NUL',
    'POST',
    '/api/orders',
    { body: anOrder({ customer: { name: 'A\0da', phone: '+14155550123' } }) },
    400,
  ],
  [
    'half a character in a note',
    'POST',
    '/api/orders',
    { body: anOrder({ items: [{ ...item, notes: 'hot \ud83c' }] }) },
    400,
  ],
  [
    'a name of two lines',
    'POST',
    '/api/orders',
    { body: anOrder({ customer: { name: 'Ada\r\nBcc: x', phone: '+14155550123' } }) },
    400,
  ],
  ['a NUL in a query', 'GET', '/api/orders?cursor=%00', { as: 'manager' }, 400],
  [
    'a body of nothing but brackets',
    'POST',
    '/api/orders',
    { raw: '['.repeat(40_000) + ']'.repeat(40_000), headers: json },
    400,
  ],
  ['no items', 'POST', '/api/orders', { body: anOrder({ items: [] }) }, 400],
  [
    '5 MB of body',
    'POST',
    '/api/orders',
    { raw: JSON.stringify(anOrder({ padding: 'x'.repeat(5_000_000) })), headers: json },
    413,
  ],
  ['an unusable idempotency key', 'POST', '/api/orders', { body: anOrder(), key: 'k'.repeat(256) }, 400],
  ['an order id that is no id', 'GET', '/api/orders/4711', { as: 'manager' }, 400],
  ['an order nobody placed', 'GET', `/api/orders/${unknownId}`, { as: 'manager' }, 404],
  ['a ticket nobody has', 'POST', `/api/kitchen/tickets/${unknownId}/start`, { as: 'kitchen' }, 404],
  ['an unknown path', 'GET', '/api/pasta', {}, 404],
  ['a path beyond the API', 'GET', '/admin.php', {}, 404],
  ['a path that cannot be read', 'GET', '/api/orders/%E0%A4%A', { as: 'manager' }, 400],
  ['a method that is not known there', 'DELETE', '/api/menu', {}, 405],
  ['no token', 'GET', '/api/orders', {}, 401],
  ['a token that is none', 'GET', '/api/orders', { headers: { authorization: 'Bearer let.me.in' } }, 401],
  ['basic credentials', 'GET', '/api/orders', { headers: { authorization: 'Basic YWRhOmFkYQ==' } }, 401],
  ["another role's token", 'GET', '/api/analytics/summary', { as: 'kitchen' }, 403],
  ['a guessed tracking token', 'GET', `/api/orders/${unknownId}`, { tracking: 'guess' }, 403],
  ['a query that is not known', 'GET', '/api/kitchen/tickets?status=burnt', { as: 'kitchen' }, 400],
];

describe('clumsy and hostile requests', () => {
  let pizzeria: TestPizzeria;
  beforeAll(async () => {
    pizzeria = await openPizzeria();
  });
  afterAll(() => pizzeria.close());

  it.each(refused)('are told what is wrong: %s', async (_, method, path, options, status) => {
    const { body, headers } = await pizzeria.call(method, path, options);
    expect(body).toMatchObject({ status, code: expect.stringMatching(/^[a-z-]+$/), title: expect.any(String) });
    expect(body['detail']).toEqual(expect.any(String));
    expect(headers.get('content-type')).toContain('application/problem+json');
  });

  it('name the field that is wrong', async () => {
    const items = [item, { ...item, quantity: -1, unitPrice: 1 }];
    const { body } = await pizzeria.call('POST', '/api/orders', { body: anOrder({ items }) });
    const paths = (body['errors'] as { path: string }[]).map(({ path }) => path).sort();
    expect(paths).toEqual(['items[1].quantity', 'items[1].unitPrice']);
  });

  it("cannot open somebody else's order", async () => {
    const place = () => pizzeria.call<PlacedOrder>('POST', '/api/orders', { body: anOrder() });
    const [hers, his] = [(await place()).body, (await place()).body];
    const look = (tracking: string) => pizzeria.call('GET', `/api/orders/${hers.id}`, { tracking });
    expect((await look(hers.trackingToken)).status).toBe(200);
    expect((await look(his.trackingToken)).status).toBe(403);
  });

  it('place one order when sent twice with one key, and none with a key that was used for another', async () => {
    const send = (body: object) => pizzeria.call<PlacedOrder>('POST', '/api/orders', { body, key: 'ada-1' });
    const [first, second] = [await send(anOrder()), await send(anOrder())];
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect((await send(anOrder({ items: [item] }))).body).toMatchObject({
      status: 422,
      code: 'idempotency-key-reused',
    });
  });
});
