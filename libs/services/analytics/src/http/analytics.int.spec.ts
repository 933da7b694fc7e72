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
  expect(await summary()).toMatchObject({
    orders: { placed: 1, delivered: 1, cancelled: 0 },
    revenue: [{ amount: 3198, currency: 'USD' }],
    averageOrderValue: [{ amount: 3198, currency: 'USD' }],
    customers: { new: 1, returning: 0, regular: 0 },
    preparation: { count: 1, medianSeconds: 600, p95Seconds: 600, averageEfficiency: 1 },
  });
  expect(await summary(`?from=${at(20)}`)).toMatchObject({ orders: { placed: 0, delivered: 1 } });
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
    ['a time that is none', '/api/analytics/summary?from=yesterday', 400],
    ['a question nobody knows', '/api/analytics/summary?until=now', 400],
    ['an order that is none', '/api/analytics/orders/42/events', 400],
  ])('%s', async (_, path, status) => {
    expect((await service.call('GET', path, { as: 'manager' })).status).toBe(status);
  });

  it('from anyone but a manager', async () => {
    for (const path of ['/api/analytics/summary', `/api/analytics/orders/${anOrderId(1)}/events`]) {
      expect((await service.call('GET', path, { as: 'kitchen' })).status).toBe(403);
      expect((await service.call('GET', path, { as: 'courier' })).status).toBe(403);
      expect((await service.call('GET', path)).status).toBe(401);
    }
  });
});
