import { metrics } from '@opentelemetry/api';
import { z } from 'zod';
import { inMemoryTelemetry, type InMemoryTelemetry } from '@pizzeria/telemetry';
import type { Database } from '@pizzeria/postgres';
import { defineService } from '../definition';
import { route } from '../http/route';
import { startTestService, type TestService } from '../testing';
import { until } from '@pizzeria/bus/testing';
import { BikeRepaired, quietPhone, workshop } from '../testing/workshop';
import { counter, gauge, histogram, type Measuring } from './measure';

const rides = counter({ name: 'pizzeria.test.rides', meaning: 'Rides', labels: { by: ['day', 'night'] } });
const lengths = histogram({
  name: 'pizzeria.test.length',
  meaning: 'How far',
  unit: 'm',
  bounds: [10, 100],
  labels: {},
});
const undeclared = counter({ name: 'pizzeria.test.undeclared', meaning: 'Nobody said so', labels: {} });

interface Parts {
  readonly database: Database;
  readonly measure: Measuring;
  readonly bikes: { read: () => Promise<number> };
}

const scrapeOf = (telemetry: InMemoryTelemetry): Promise<string> =>
  new Promise((resolve) => {
    const response = { statusCode: 0, setHeader: () => undefined, end: (text: string) => resolve(text) };
    telemetry.metricsHandler({} as never, response as never);
  });

const ride = route({
  method: 'post',
  path: '/api/rental/rides',
  summary: 'Rides a bicycle',
  who: 'anyone',
  body: z.object({ metres: z.int(), falls: z.boolean().default(false), undeclared: z.boolean().default(false) }),
  answers: { 200: z.object({}) },
  refuses: { 409: ['fell'] },
  handle: async ({ body }, { measure }: Parts) => {
    measure.count(rides, { by: 'night' });
    measure.record(lengths, body.metres, {});
    if (body.undeclared) measure.count(undeclared, {});
    if (body.falls) throw Object.assign(new Error('Ouch.'), { kind: 'conflict', code: 'fell' });
    return { status: 200, body: {} };
  },
});

const rental = (bikes: Parts['bikes']) =>
  defineService({
    name: 'rental',
    publishes: [],
    subscriptions: {},
    routes: [ride],
    migrations: [],
    settings: {},
    measures: [
      rides,
      lengths,
      gauge({
        name: 'pizzeria.test.bikes',
        meaning: 'Bicycles to hire',
        read: ({ bikes: all }: Parts) => all.read(),
      }),
    ],
    parts: ({ database, measure }): Parts => ({ database, measure, bikes }),
  });

describe('what a service measures of its business', () => {
  let telemetry: InMemoryTelemetry;
  let service: TestService;
  const bikes = { read: async () => 7 };
  beforeAll(async () => {
    telemetry = inMemoryTelemetry();
    service = await startTestService(rental(bikes));
  });
  afterAll(async () => {
    await service.stop();
    await telemetry.stop();
    metrics.disable();
  });

  const scrape = () => scrapeOf(telemetry);
  const sample = async (name: string): Promise<number | undefined> => {
    const [, value] = new RegExp(`^${name}[{ ].*? (\\S+)$`, 'm').exec(await scrape()) ?? [];
    return value === undefined ? undefined : Number(value);
  };
  const call = (body: object) => service.call('POST', '/api/rental/rides', { body });

  it('is there with 0 for every value of its labels, before anything was counted', async () => {
    const text = await scrape();
    for (const by of ['day', 'night'])
      expect(text).toMatch(new RegExp(`^pizzeria_test_rides_total\\{by="${by}".*\\} 0$`, 'm'));
  });

  it('counts what was committed, and nothing that was rolled back', async () => {
    expect((await call({ metres: 50 })).status).toBe(200);
    expect((await call({ metres: 60, falls: true })).status).toBe(409);
    const text = await scrape();
    expect(text).toMatch(/^pizzeria_test_rides_total\{by="night".*\} 1$/m);
    expect(text).toMatch(/^pizzeria_test_length_count.* 1$/m);
    expect(text).toMatch(/^pizzeria_test_length_sum.* 50$/m);
    expect(text).toMatch(/^pizzeria_test_length_bucket\{.*le="100"\} 1$/m);
  });

  it('is nothing that the definition does not declare: a test that says more fails', async () => {
    expect((await call({ metres: 1, undeclared: true })).status).toBe(500);
  });

  it('shows a gauge, as it was read last, in the process that relays', async () => {
    await until('the gauge is read', async () => (await sample('pizzeria_test_bikes')) === 7);
  });

  it('leaves out a gauge that cannot be read, and shows all the rest', async () => {
    bikes.read = () => Promise.reject(new Error('the database is away'));
    await until('the gauge is gone', async () => (await sample('pizzeria_test_bikes')) === undefined);
    expect(await sample('pizzeria_database_pool_size')).toBe(20);
    bikes.read = async () => 8;
    await until('it is back', async () => (await sample('pizzeria_test_bikes')) === 8);
  });
});

describe('a service that stops', () => {
  it('shows its connections until the last handler is done', async () => {
    const telemetry = inMemoryTelemetry();
    const phone = quietPhone();
    const service = await startTestService(workshop(phone), { drainMs: 20_000 });
    let pickUp = (): void => undefined;
    phone.hold = new Promise<void>((resolve) => (pickUp = resolve));
    await service.publishForeign(BikeRepaired, { bikeId: 'b-1', bill: 1_500 });
    await until('a handler is at work', () => phone.rings > 0);
    const stopped = service.stopService();
    await until('it stops', () => service.readiness() !== undefined);
    const draining = await scrapeOf(telemetry);
    pickUp();
    await stopped;
    const after = await scrapeOf(telemetry);
    await service.stop();
    await telemetry.stop();
    for (const name of ['used', 'waiting', 'size']) {
      expect(draining).toMatch(new RegExp(`^pizzeria_database_pool_${name}\\{service="workshop"`, 'm'));
      expect(after).not.toMatch(new RegExp(`^pizzeria_database_pool_${name}\\{`, 'm'));
    }
  });
});
