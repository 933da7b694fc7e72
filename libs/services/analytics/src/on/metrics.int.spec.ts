import type { EventEnvelope } from '@pizzeria/bus';
import fc from 'fast-check';
import {
  at,
  aCustomerId,
  cancelled,
  cooking,
  delivered,
  failed,
  placed,
  ready,
  sent,
  type Told,
} from '../testing/evening';
import { envelopeOf, openOffice, type Office } from '../testing/office';
import { rowsOfMetrics } from '../testing/tables';
import { twoEvenings } from '../testing/two-evenings';

let office: Office;
beforeAll(async () => void (office = await openOffice()));
beforeEach(() => office.empty());
afterAll(() => office.close());

const happen = async (...story: readonly Told[]): Promise<void> => {
  for (const told of story) await office.deliver('metrics', envelopeOf(told));
};
const measured = () => rowsOfMetrics(office.database);

describe('everything that is measured', () => {
  const events = twoEvenings.map(envelopeOf);

  it('is the same when it comes in another order, some of it twice', async () => {
    await happen(...twoEvenings);
    const inOrder = await measured();
    for (const rows of Object.values(inOrder)) expect(rows).not.toEqual([]);
    const all = events.map((_, index) => index);
    const shuffled = fc
      .subarray(all)
      .chain((again) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }));
    await fc.assert(
      fc.asyncProperty(shuffled, async (deliveries) => {
        await office.empty();
        for (const index of deliveries) await office.deliver('metrics', events[index] as EventEnvelope);
        expect(await measured()).toEqual(inOrder);
      }),
      { numRuns: 6 },
    );
  });

  it('is the same when it comes at once, all of it twice', async () => {
    await happen(...twoEvenings);
    const inOrder = await measured();
    await office.empty();
    await Promise.all([...events, ...events].map((event: EventEnvelope) => office.deliver('metrics', event)));
    expect(await measured()).toEqual(inOrder);
  });
});

describe('a single measure', () => {
  it('of an order made ready twice is that of the last time, in whatever order the kitchen’s news comes', async () => {
    await happen(ready(1, 20, 900, 4), ready(1, 15, 300, 2), cooking(1, 5));
    const { total } = await office.parts.figures.preparation(office.days('2026-03-14'));
    expect(total).toMatchObject({ count: 1, medianSeconds: 900, averageEfficiency: 0.6667 });
  });

  it('of an order started twice is that of the first time', async () => {
    await happen(cooking(1, 9), cooking(1, 5), cooking(1, 7), cancelled(1, 6));
    const { total } = await office.parts.figures.cancellations(office.days('2026-03-14'));
    expect(total).toMatchObject([{ after: 'cooking' }]);
  });

  it('of a customer’s orders makes them new, returning and regular by when they were placed', async () => {
    const orders = [1, 2, 3, 4, 5, 6].map((number) => placed(number, 1, 10 * number));
    await happen(...[5, 0, 3, 1, 4, 2].flatMap((index) => orders[index] ?? []), placed(7, 2, 1));
    const rows = await office.database
      .sql<{ customer_type: string; customer_id: string; ordered_at: Date }>('order_metrics')
      .where({ customer_id: aCustomerId(1) })
      .orderBy('ordered_at')
      .select('customer_type');
    expect(rows.map(({ customer_type }) => customer_type)).toEqual([
      'new',
      ...['returning', 'returning', 'returning'],
      ...['regular', 'regular'],
    ]);
  });

  it.each([
    ['failed', failed(1, 1, 20, true), failed(1, 1, 30, false)],
    ['failed at one moment', failed(1, 1, 20, false), failed(1, 1, 20, true)],
    ['was sent', sent(1, 1, 20), sent(1, 1, 30)],
  ])('of a message that %s twice is that of the last time, in whatever order they come', async (_, earlier, later) => {
    await happen(later);
    const last = await measured();
    for (const story of [
      [earlier, later],
      [later, earlier],
    ]) {
      await office.empty();
      await happen(...story);
      expect(await measured()).toEqual(last);
      await office.empty();
      await office.measureAll(story.map(envelopeOf));
      expect(await measured()).toEqual(last);
    }
  });

  it('that an earlier version wrote is added to, and shown as far as it goes', async () => {
    await office.database.sql('order_metrics').insert({
      order_id: placed(1, 1, 0).data.orderId,
      customer_id: aCustomerId(1),
      value: 3_198,
      currency: 'USD',
      item_count: 2,
      ordered_at: at(0),
      customer_type: 'new',
    });
    await happen(delivered(1, 30), placed(2, 1, 5));
    const { total } = await office.parts.figures.summary(office.days('2026-03-14'));
    expect(total).toMatchObject({
      orders: { placed: 2, delivered: 1 },
      fulfilment: { pickup: 0, delivery: 1 },
      customers: { new: 1, returning: 1, regular: 0 },
    });
  });
});
