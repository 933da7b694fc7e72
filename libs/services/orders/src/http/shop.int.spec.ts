import { KitchenLoadChanged, OrderPlaced } from '@pizzeria/contracts';
import { testClock, type CallOptions } from '@pizzeria/service/testing';
import { openCounter, type Counter } from '../testing/counter';
import { adasBody, forPickup } from '../testing/requests';

/** A Friday, half past six in the evening of New York. */
const friday = '2026-03-13T22:30:00.000Z';
const minutesOn = (minutes: number): string => new Date(Date.parse(friday) + minutes * 60_000).toISOString();

let counter: Counter;
beforeAll(async () => {
  counter = await openCounter({
    clock: testClock(friday),
    environment: {
      SHOP_NAME: 'Mario',
      SHOP_PHONE: '+1 415 555 0100',
      SHOP_HOURS_PICKUP: 'Mo-Th 11:30-14:30,17:00-22:30; Fr,Sa 11:30-14:30,17:00-01:00; Su off',
      SHOP_HOURS_DELIVERY: 'Mo-Sa 17:00-22:00',
    },
  });
});
beforeEach(async () => {
  counter.service.clock.set(friday);
  await put({ pausedUntil: null, extraMinutes: 0 });
});
afterAll(() => counter.close());

const shop = async () => (await counter.service.call('GET', '/api/shop')).body;
const put = (body: object, options: CallOptions = { as: 'manager' }) =>
  counter.service.call('PUT', '/api/shop/settings', { ...options, body });
const place = (body: object) => counter.service.call('POST', '/api/orders', { body });

describe('the shop', () => {
  it('says to anyone when it is open, and how long an order takes', async () => {
    const { pickup, delivery, ...rest } = await shop();
    expect(rest).toEqual({
      name: 'Mario',
      phone: '+1 415 555 0100',
      timeZone: 'America/New_York',
      dayStarts: '05:00',
      laterDays: 7,
      extraMinutes: 0,
      messages: 'recorded',
    });
    expect(pickup).toMatchObject({ open: true, leadMinutes: 20 });
    expect(delivery).toMatchObject({ open: true, leadMinutes: 45 });
    expect((pickup as { hours: unknown[] }).hours.slice(4)).toEqual([
      { day: 'Fr', shifts: [evening('11:30', '14:30'), evening('17:00', '01:00')] },
      { day: 'Sa', shifts: [evening('11:30', '14:30'), evening('17:00', '01:00')] },
      { day: 'Su', shifts: [] },
    ]);
  });

  it('closes each channel at its own time', async () => {
    counter.service.clock.set(minutesOn(4 * 60));
    expect(await shop()).toMatchObject({
      pickup: { open: true },
      delivery: { open: false, opensAt: '2026-03-14T21:00:00.000Z' },
    });
    expect((await place(forPickup)).status).toBe(201);
    expect(await place(adasBody)).toMatchObject({
      status: 409,
      body: { code: 'closed', state: { channel: 'delivery', opensAt: '2026-03-14T21:00:00.000Z' } },
    });
  });
});

const evening = (opens: string, closes: string) => ({ opens, closes });

describe('a manager', () => {
  it('pauses the shop for a while that ends by itself', async () => {
    const pausedUntil = minutesOn(30);
    expect(await put({ pausedUntil })).toMatchObject({ status: 200, body: { pausedUntil } });
    expect(await shop()).toMatchObject({ pausedUntil, pickup: { open: true } });
    expect(await place(forPickup)).toMatchObject({ status: 409, body: { code: 'paused', state: { pausedUntil } } });
    counter.service.clock.set(minutesOn(30));
    expect(await shop()).not.toHaveProperty('pausedUntil');
    expect((await place(forPickup)).status).toBe(201);
  });

  it('ends a pause before its time', async () => {
    await put({ pausedUntil: minutesOn(30) });
    expect((await put({ pausedUntil: null })).body).not.toHaveProperty('pausedUntil');
    expect((await place(forPickup)).status).toBe(201);
  });

  it('lets orders take longer for a while', async () => {
    const extra = { extraMinutes: 25, extraMinutesUntil: minutesOn(60) };
    expect(await put(extra)).toMatchObject({ status: 200, body: { ...extra, pickup: { leadMinutes: 45 } } });
    expect((await place(forPickup)).body).toMatchObject({ estimatedDelivery: minutesOn(45) });
    await put({ pausedUntil: minutesOn(10) });
    expect(await shop()).toMatchObject({ ...extra, pausedUntil: minutesOn(10) });
    counter.service.clock.set(minutesOn(60));
    expect((await place(forPickup)).body).toMatchObject({ estimatedDelivery: minutesOn(80) });
  });

  it('tells a time with an offset as well', async () => {
    const { body } = await put({ pausedUntil: '2026-03-13T19:00:00-04:00' });
    expect(body).toMatchObject({ pausedUntil: '2026-03-13T23:00:00.000Z' });
  });

  it.each<[string, object, number, string]>([
    ['for more than a day', { pausedUntil: minutesOn(24 * 60 + 1) }, 422, 'pausedUntil'],
    ['until a time that is over', { pausedUntil: minutesOn(-1) }, 422, 'pausedUntil'],
    ['until no time', { pausedUntil: 'tomorrow' }, 400, 'pausedUntil'],
    ['by more than three hours', { extraMinutes: 181, extraMinutesUntil: minutesOn(5) }, 400, 'extraMinutes'],
    ['by minutes that never end', { extraMinutes: 5 }, 400, 'extraMinutesUntil'],
    ['by an end without minutes', { extraMinutesUntil: minutesOn(5) }, 400, 'extraMinutesUntil'],
    ['by a misspelt field', { pause: minutesOn(5) }, 400, 'pause'],
  ])('cannot change it %s', async (_, body, status, path) => {
    const answer = await put(body);
    expect([answer.status, (answer.body['errors'] as { path: string }[])[0]?.path]).toEqual([status, path]);
  });

  it('alone may do so', async () => {
    expect((await put({ pausedUntil: null }, {})).status).toBe(401);
    for (const as of ['kitchen', 'courier'] as const)
      expect((await put({ pausedUntil: null }, { as })).status).toBe(403);
  });
});

describe('an order for later', () => {
  const tomorrowEvening = '2026-03-14T19:00:00-04:00';
  const inUtc = '2026-03-14T23:00:00.000Z';

  it('is promised for then, kept, shown and told', async () => {
    const { status, body } = await place({ ...adasBody, requestedFor: tomorrowEvening });
    expect([status, body]).toMatchObject([201, { estimatedDelivery: inUtc, requestedFor: inUtc }]);
    const { id, number, trackingToken: token } = body as { id: string; number: number; trackingToken: string };
    expect(await counter.read({ id, number, token })).toMatchObject({ estimatedDelivery: inUtc, requestedFor: inUtc });
    await counter.service.settled();
    const [told] = counter.service.published(OrderPlaced).filter(({ data }) => data.orderId === id);
    expect(told?.data).toMatchObject({ estimatedDelivery: inUtc, requestedFor: inUtc });
  });

  it('is taken while the shop is closed', async () => {
    counter.service.clock.set(minutesOn(12 * 60));
    expect((await place(adasBody)).body).toMatchObject({ code: 'closed' });
    expect((await place({ ...adasBody, requestedFor: tomorrowEvening })).status).toBe(201);
  });

  it.each([
    ['sooner than it can be made', minutesOn(44), 409, 'too-soon'],
    ['more than a week ahead', '2026-03-20T19:00:00-04:00', 422, 'too-far-ahead'],
    ['when nobody delivers', '2026-03-14T22:00:00-04:00', 422, 'closed-then'],
    ['before it can be made after opening', '2026-03-14T17:44:00-04:00', 409, 'too-soon'],
    ['for no time', 'at seven', 400, 'invalid-input'],
  ])('is refused %s', async (_, requestedFor, status, code) => {
    expect(await place({ ...adasBody, requestedFor })).toMatchObject({ status, body: { code } });
  });
});

describe('the load of the kitchen', () => {
  it('lets new orders wait as the kitchen last said, whatever comes late, until it is long silent', async () => {
    const say = async (waitSeconds: number, sequence: number) => {
      const load = { waitSeconds, openTickets: 3, at: friday };
      await counter.service.publishForeign(KitchenLoadChanged, load, { sequence });
      await counter.service.settled();
    };
    await say(900, 7);
    await say(60, 6);
    await say(60, 7);
    expect(await shop()).toMatchObject({ pickup: { leadMinutes: 35 }, delivery: { leadMinutes: 60 } });
    expect((await place(forPickup)).body).toMatchObject({ estimatedDelivery: minutesOn(35) });
    counter.service.clock.set(minutesOn(60));
    expect(await shop()).toMatchObject({ pickup: { leadMinutes: 20 } });
    await say(0, 8);
    counter.service.clock.set(friday);
    expect(await shop()).toMatchObject({ pickup: { leadMinutes: 20 } });
  });

  it('lets large orders take longer, as the kitchen last said that each pizza does', async () => {
    const say = async (sequence: number, pizzaSeconds?: number) => {
      const load = { waitSeconds: 0, openTickets: 3, at: friday, pizzaSeconds };
      await counter.service.publishForeign(KitchenLoadChanged, load, { sequence });
      await counter.service.settled();
    };
    const eleven = { ...forPickup, items: [{ sku: 'margherita', size: 'large', quantity: 11 }] };
    expect((await place(eleven)).body).toMatchObject({ estimatedDelivery: minutesOn(20) });
    await say(20, 60);
    await say(21);
    expect((await place(eleven)).body).toMatchObject({ estimatedDelivery: minutesOn(30) });
    expect(await shop()).toMatchObject({ pickup: { leadMinutes: 20 } });
  });
});
