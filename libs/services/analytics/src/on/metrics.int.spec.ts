import fc from 'fast-check';
import type { EventEnvelope } from '@pizzeria/bus';
import { aCustomerId, at, cancelled, cooking, delivered, paid, placed, ready, type Told } from '../testing/evening';
import { envelopeOf, openOffice, type Office } from '../testing/office';

let office: Office;
beforeAll(async () => void (office = await openOffice()));
beforeEach(() => office.empty());
afterAll(() => office.close());

const happen = async (...story: readonly Told[]): Promise<void> => {
  for (const told of story) await office.deliver('metrics', envelopeOf(told));
};
const summary = (period = {}) => office.parts.metrics.summary(period);

/** One regular with six orders, one who comes twice, one stranger; one order of each is cancelled but the stranger's. */
const anEvening: readonly Told[] = [
  ...[1, 2, 3, 4, 5, 6].map((number) => placed(number, 1, number)),
  ...[7, 8].map((number) => placed(number, 2, number, { amount: 1000, currency: 'USD' })),
  placed(9, 3, 9),
  ...[1, 2, 3, 4, 5, 7, 9].flatMap((number) => [
    cooking(number, number + 5),
    ready(number, number + 10, number * 100),
    paid(number, number + 11),
    delivered(number, number + 12),
  ]),
  cancelled(6, 10),
  cancelled(8, 10),
];

const ofTheEvening = {
  orders: { placed: 9, delivered: 7, cancelled: 2 },
  revenue: [{ amount: 7 * 3198, currency: 'USD' }],
  averageOrderValue: [{ amount: Math.round((7 * 3198 + 2 * 1000) / 9), currency: 'USD' }],
  itemsSold: 18,
  customers: { new: 3, returning: 4, regular: 2 },
  preparation: { count: 7, medianSeconds: 400, p95Seconds: 840 },
};

describe('the summary', () => {
  it('of a shop where nothing has happened is all zero', async () => {
    expect(await summary()).toEqual({
      orders: { placed: 0, delivered: 0, cancelled: 0 },
      revenue: [],
      averageOrderValue: [],
      itemsSold: 0,
      customers: { new: 0, returning: 0, regular: 0 },
      preparation: { count: 0 },
    });
  });

  it('of an evening tells orders, money, customers and kitchen', async () => {
    await happen(...anEvening);
    expect(await summary()).toMatchObject(ofTheEvening);
  });

  it('is the same when everything comes in another order, some of it twice', async () => {
    const events = anEvening.map(envelopeOf);
    const all = events.map((_, index) => index);
    const shuffled = fc
      .subarray(all)
      .chain((again) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }));
    await fc.assert(
      fc.asyncProperty(shuffled, async (deliveries) => {
        await office.empty();
        for (const index of deliveries) await office.deliver('metrics', events[index] as EventEnvelope);
        expect(await summary()).toMatchObject(ofTheEvening);
      }),
      { numRuns: 20 },
    );
  });

  it('is the same when everything comes at once', async () => {
    const events = anEvening.map(envelopeOf);
    await Promise.all([...events, ...events].map((event: EventEnvelope) => office.deliver('metrics', event)));
    expect(await summary()).toMatchObject(ofTheEvening);
  });

  it('of a period begins with its first moment and ends before its last', async () => {
    await happen(placed(1, 1, 10), placed(2, 1, 20), placed(3, 1, 30), delivered(1, 25), paid(1, 20), ready(1, 24, 60));
    const period = await summary({ from: at(20), to: at(30) });
    expect(period).toMatchObject({
      orders: { placed: 1, delivered: 1, cancelled: 0 },
      revenue: [{ amount: 3198, currency: 'USD' }],
      customers: { new: 0, returning: 1, regular: 0 },
      preparation: { count: 1, medianSeconds: 60, averageEfficiency: 10 },
    });
    expect((await summary({ from: at(30) })).orders.placed).toBe(1);
    expect((await summary({ to: at(10) })).orders.placed).toBe(0);
  });

  it('keeps currencies apart', async () => {
    await happen(placed(1, 1, 1, { amount: 900, currency: 'EUR' }), placed(2, 1, 2), paid(2, 3));
    await happen(paid(1, 3, { amount: 900, currency: 'EUR' }));
    const { revenue, averageOrderValue } = await summary();
    const both = [
      { amount: 900, currency: 'EUR' },
      { amount: 3198, currency: 'USD' },
    ];
    expect(revenue).toEqual(both);
    expect(averageOrderValue).toEqual(both);
  });
});

describe('a single measure', () => {
  it('of an order made ready twice is that of the last time, in whatever order the kitchen’s news comes', async () => {
    await happen(ready(1, 20, 900, 4), ready(1, 15, 300, 2), cooking(1, 5));
    expect((await summary()).preparation).toEqual({
      count: 1,
      medianSeconds: 900,
      p95Seconds: 900,
      averageEfficiency: 0.6667,
    });
  });

  it('of a customer’s first order that comes last makes it the new one', async () => {
    await happen(placed(2, 1, 20), placed(1, 1, 10));
    const rows = await office.database
      .sql<{ customer_type: string; customer_id: string; ordered_at: Date }>('order_metrics')
      .where({ customer_id: aCustomerId(1) })
      .orderBy('ordered_at')
      .select('customer_type');
    expect(rows.map(({ customer_type }) => customer_type)).toEqual(['new', 'returning']);
  });
});
