import { allEvents } from '@pizzeria/contracts';
import { startTestService, type TestService } from '@pizzeria/service/testing';
import { analytics } from '../service';
import { anOrderId, at, delivered, paid, placed, ready, type Told } from '../testing/evening';

let service: TestService;
beforeAll(async () => void (service = await startTestService(analytics)));
afterAll(() => service.stop());

const tell = ({ event, data, sequence, time }: Told, id?: string) =>
  service.publishForeign(event, data, { sequence, time: new Date(time), id });
const summary = async (query = '') =>
  (await service.call('GET', `/api/analytics/summary${query}`, { as: 'manager' })).body;

it('a shop that has just opened has a summary of nothing', async () => {
  expect(await summary()).toMatchObject({ orders: { placed: 0 }, revenue: [], preparation: { count: 0 } });
});

it('an order is in the log and in the summary, however often its events come', async () => {
  const story = [placed(1, 1, 0), ready(1, 15, 600), paid(1, 16), delivered(1, 20)];
  for (const told of [...story].reverse()) {
    const id = await tell(told);
    await tell(told, id);
  }
  await service.settled();
  const { body } = await service.call<{ items: { type: string; time: string }[] }>(
    'GET',
    `/api/analytics/orders/${anOrderId(1)}/events`,
    { as: 'manager' },
  );
  expect(body.items.map(({ type }) => type)).toEqual(story.map(({ event }) => event.type));
  expect(JSON.stringify(body)).not.toContain('Ada');
  expect(await summary('?from=2026-03-14&to=2026-03-16')).toMatchObject({
    from: '2026-03-14',
    to: '2026-03-16',
    orders: { placed: 1, delivered: 1, cancelled: 0 },
    revenue: [{ amount: 3198, currency: 'USD' }],
    averageOrderValue: [{ amount: 3198, currency: 'USD' }],
    customers: { new: 1, returning: 0, regular: 0 },
    preparation: { count: 1, medianSeconds: 600, p95Seconds: 600, averageEfficiency: 1 },
    days: [{ day: '2026-03-14', orders: { placed: 1 } }, { day: '2026-03-15' }, { day: '2026-03-16' }],
  });
});

describe('the days that are looked at', () => {
  it.each([
    ['are today when nothing is said', '', '2026-03-14', '2026-03-14'],
    ['last until today', '?from=2026-03-12', '2026-03-12', '2026-03-14'],
    ['are one when only the last is said', '?to=2026-02-28', '2026-02-28', '2026-02-28'],
  ])('%s', async (_, query, from, to) => {
    service.clock.set(at(60));
    expect(await summary(query)).toMatchObject({ from, to });
  });

  it('are counted on the clock of the shop: after midnight it is still yesterday', async () => {
    service.clock.set('2026-03-15T08:59:00.000Z');
    expect(await summary()).toMatchObject({ from: '2026-03-14', orders: { placed: 1 } });
    service.clock.set('2026-03-15T09:00:00.000Z');
    expect(await summary()).toMatchObject({ from: '2026-03-15', orders: { placed: 0 } });
  });
});

it('every event there is reaches the log, and none is given up', async () => {
  for (const event of allEvents) await service.publishForeign(event, event.example);
  await service.settled();
  expect(await service.deadLetters()).toEqual([]);
  const types = await service.database.sql<{ type: string }>('event_log').distinct('type');
  expect(types.map(({ type }) => type).sort()).toEqual(allEvents.map(({ type }) => type).sort());
});

describe('questions that cannot be answered', () => {
  it.each([
    ['a day that is none', '/api/analytics/summary?from=yesterday', 400, 'invalid-input'],
    ['a question nobody knows', '/api/analytics/summary?until=now', 400, 'invalid-input'],
    ['an order that is none', '/api/analytics/orders/42/events', 400, 'invalid-input'],
    ['a figure that is none', '/api/analytics/orders?figure=happiness', 400, 'invalid-input'],
    [
      'days that go backwards',
      '/api/analytics/lateness?from=2026-03-15&to=2026-03-14',
      422,
      'period-ends-before-it-begins',
    ],
    ['more than a year', '/api/analytics/top-items?from=2025-01-01&to=2026-01-02', 422, 'period-too-long'],
    ['late orders by item', '/api/analytics/orders?figure=late&item=margherita', 422, 'figure-not-told-apart-so'],
    ['deliveries by level', '/api/analytics/orders?figure=delivered&level=1', 422, 'figure-not-told-apart-so'],
  ])('%s', async (_, path, status, code) => {
    const answer = await service.call('GET', path, { as: 'manager' });
    expect(answer).toMatchObject({ status, body: { code } });
  });

  it('from anyone but a manager', async () => {
    for (const { path } of analytics.routes) {
      const asked = path.replace(':id', anOrderId(1));
      expect((await service.call('GET', asked, { as: 'kitchen' })).status).toBe(403);
      expect((await service.call('GET', asked, { as: 'courier' })).status).toBe(403);
      expect((await service.call('GET', asked)).status).toBe(401);
    }
  });
});
