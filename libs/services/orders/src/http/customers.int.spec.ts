import { startTestService, type TestService } from '@pizzeria/service/testing';
import { orders } from '../service';
import { forPickup, withCustomer } from '../testing/requests';

let service: TestService;
beforeAll(async () => void (service = await startTestService(orders)));
afterAll(() => service.stop());

interface Customer {
  readonly id: string;
  readonly name: string;
  readonly orders: number;
}
const enter = (body: object) => service.call('POST', '/api/customers', { as: 'manager', body });
const list = async (query: string) => {
  const path = `/api/customers?${query}`;
  const { body } = await service.call<{ items: Customer[]; nextCursor?: string }>('GET', path, { as: 'manager' });
  return body;
};
const namesFor = async (query: string) =>
  (await list(`query=${encodeURIComponent(query)}`)).items.map(({ name }) => name).sort();
const order = (customer: object) =>
  service.call('POST', '/api/orders', { body: { ...withCustomer(customer), fulfilment: forPickup.fulfilment } });

describe('a customer', () => {
  it('is entered once, however the phone is written, and stays as first known', async () => {
    const first = await enter({ name: 'Ada', phone: '+1 415 555 0123', email: 'Ada@Example.com' });
    expect(first).toMatchObject({
      status: 201,
      body: { name: 'Ada', phone: '+14155550123', email: 'ada@example.com', orders: 0 },
    });
    expect(first.body).not.toHaveProperty('lastOrderAt');
    const again = await enter({ name: 'Ada L.', phone: '(415) 555-0123' });
    expect(again).toMatchObject({ status: 200, body: first.body });
  });

  it('without a phone is known by e-mail', async () => {
    const first = await enter({ name: 'Bruno', email: 'bruno@example.com' });
    expect(await enter({ name: 'Bruno', email: ' BRUNO@example.com ' })).toMatchObject({
      status: 200,
      body: first.body,
    });
  });

  it('entered by ten at once is entered once', async () => {
    const cy = { name: 'Cy', phone: '+14155550177' };
    const answers = await Promise.all(Array.from({ length: 10 }, () => enter(cy)));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(9).fill(200), 201]);
    expect(new Set(answers.map(({ body }) => body['id'])).size).toBe(1);
  });

  it('who orders is the one who was entered, and the list counts', async () => {
    await order({ name: 'Ada', phone: '415-555-0123' });
    service.clock.advance(60_000);
    await order({ name: 'A.', phone: '+14155550123' });
    const { items } = await list('query=ada');
    expect(items).toMatchObject([{ name: 'Ada', orders: 2, lastOrderAt: service.clock.now().toISOString() }]);
  });

  it('who cannot be reached is refused', async () => {
    expect(await enter({ name: 'Dee' })).toMatchObject({ status: 422, body: { code: 'contact-missing' } });
    expect(await enter({ name: 'Dee', phone: '12345' })).toMatchObject({
      status: 422,
      body: { code: 'phone-not-valid', errors: [{ path: 'phone' }] },
    });
  });
});

describe('the list of customers', () => {
  it('finds by a part of the name, of the e-mail and of the phone, however they are written', async () => {
    await enter({ name: 'Zoë 100%_', phone: '+14155550199', email: 'zoe@example.org' });
    const found = ['ZO', 'zoë', '%', '@example.org', '+1 (415) 555-0199', '(415) 555-0199', '555 0199', '0199'];
    for (const query of found) expect([query, await namesFor(query)]).toEqual([query, ['Zoë 100%_']]);
    for (const query of ['__', '5550199x', 'nobody']) expect([query, await namesFor(query)]).toEqual([query, []]);
    expect(await namesFor('example.')).toEqual(['Ada', 'Bruno', 'Zoë 100%_']);
  });

  it('shows all by pages, those first who came last', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await list(`limit=2${cursor}`);
      seen.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor === undefined ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '');
    expect(seen).toEqual(['Zoë 100%_', 'Cy', 'Bruno', 'Ada']);
  });

  it('refuses what is no page', async () => {
    for (const query of ['limit=0', 'limit=101', 'cursor=nonsense', 'query=', 'page=2']) {
      const { status } = await service.call('GET', `/api/customers?${query}`, { as: 'manager' });
      expect([query, status]).toEqual([query, 400]);
    }
  });

  it('is for managers', async () => {
    for (const as of ['kitchen', 'courier'] as const)
      expect((await service.call('GET', '/api/customers', { as })).status).toBe(403);
    expect((await service.call('GET', '/api/customers')).status).toBe(401);
  });
});
