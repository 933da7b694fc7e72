import { envelopeOf, openOffice, type Office } from '../testing/office';
import { twoEvenings } from '../testing/two-evenings';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  for (const told of twoEvenings) await office.deliver('metrics', envelopeOf(told));
});
afterAll(() => office.close());

const first = () => office.days('2026-03-14');
const both = () => office.days('2026-03-14', '2026-03-15');
const usd = (amount: number) => ({ amount, currency: 'USD' });
const eur = (amount: number) => ({ amount, currency: 'EUR' });

describe('the summary', () => {
  it('of a day on which nothing happened is all zero', async () => {
    const { total, days } = await office.parts.figures.summary(office.days('2026-03-13'));
    const nothing = {
      orders: { placed: 0, delivered: 0, cancelled: 0 },
      fulfilment: { pickup: 0, delivery: 0 },
      revenue: [],
      payments: [],
      refunds: [],
      orderValue: [],
      tax: [],
      averageOrderValue: [],
      itemsSold: 0,
      customers: { new: 0, returning: 0, regular: 0 },
      preparation: { count: 0 },
    };
    expect(total).toEqual(nothing);
    expect(days).toEqual([{ day: '2026-03-13', ...nothing }]);
  });

  it('tells orders, money, customers and kitchen, day by day and as a whole', async () => {
    const { total, days } = await office.parts.figures.summary(both());
    expect(days).toMatchObject([
      {
        day: '2026-03-14',
        orders: { placed: 9, delivered: 6, cancelled: 3 },
        fulfilment: { pickup: 2, delivery: 7 },
        revenue: [eur(900), usd(5 * 3_198 + 1_699)],
        refunds: [],
        orderValue: [eur(900), usd(7 * 3_198 + 1_699)],
        averageOrderValue: [eur(900), usd(Math.round((7 * 3_198 + 1_699) / 8))],
        tax: [eur(0), usd(8 * 237)],
        itemsSold: 16,
        customers: { new: 4, returning: 4, regular: 1 },
        preparation: { count: 6, medianSeconds: 600 },
      },
      {
        day: '2026-03-15',
        orders: { placed: 6, delivered: 1, cancelled: 1 },
        revenue: [eur(-900), usd(3_198)],
        payments: [usd(3_198)],
        refunds: [eur(900)],
      },
    ]);
    expect(total).toMatchObject({
      orders: { placed: 15, delivered: 7, cancelled: 4 },
      revenue: [eur(0), usd(6 * 3_198 + 1_699)],
    });
  });
});

it('sales are told by the hour on the clock of the shop', async () => {
  const { total } = await office.parts.figures.salesByHour(first());
  expect(total.map(({ hour, orders }) => [hour, orders])).toEqual([
    [14, 3],
    [15, 1],
    [16, 1],
    [17, 4],
  ]);
  expect(total[0]).toEqual({ hour: 14, orders: 3, items: 5, value: [usd(2 * 3_198 + 1_699)] });
});

it('the kitchen’s times leave out what was taken back', async () => {
  const { total, days } = await office.parts.figures.preparation(both());
  expect(total).toMatchObject({ count: 9, medianSeconds: 600, p90Seconds: 936, recalls: 2 });
  expect(total.meanSeconds).toBe(Math.round((7 * 600 + 2_280 + 590) / 9));
  expect(days.map(({ count, recalls }) => [count, recalls])).toEqual([
    [6, 1],
    [3, 1],
  ]);
});

it('what was sold is told with halves and extras on their own, most often first', async () => {
  const { total } = await office.parts.figures.topItems(both());
  expect(total).toEqual([
    { item: 'margherita', kind: 'pizza', quantity: 25, revenue: [eur(900), usd(12 * 3_198)] },
    { item: 'basil', kind: 'extra', quantity: 24, revenue: [] },
    { item: 'olives', kind: 'extra', quantity: 3, revenue: [] },
    { item: 'diavola', kind: 'half', quantity: 2, revenue: [usd(850 + 849)] },
    { item: 'margherita', kind: 'half', quantity: 2, revenue: [usd(849 + 850)] },
  ]);
});

it('lateness is that at the door, and at the counter for what is collected', async () => {
  const { total } = await office.parts.figures.lateness(first());
  expect(total).toEqual({
    promised: 6,
    onTime: 1,
    late: 5,
    lateShare: 0.8333,
    lateBy: { 'up-to-5': 2, 'up-to-10': 1, 'up-to-20': 1, 'over-20': 1 },
    meanLateSeconds: Math.round((180 + 180 + 540 + 1_080 + 3_600) / 5),
    medianLateSeconds: 540,
    mostLateSeconds: 3_600,
  });
});

it('cancellations are told by whom, why and how far the order had come', async () => {
  const { total } = await office.parts.figures.cancellations(both());
  expect(total).toEqual([
    { by: 'customer', after: 'placed', unattended: false, reason: 'Changed my mind.', orders: 1, value: [eur(900)] },
    { by: 'staff', after: 'cooking', unattended: false, reason: 'The oven broke.', orders: 1, value: [usd(3_198)] },
    {
      by: 'staff',
      after: 'undeliverable',
      unattended: false,
      reason: '=Nobody opened.',
      orders: 1,
      value: [usd(3_198)],
    },
    { by: 'system', after: 'placed', unattended: true, reason: 'Nobody started it.', orders: 1, value: [usd(3_198)] },
  ]);
});

it('messages are told by kind and channel, those that are about no order on their own', async () => {
  const { total } = await office.parts.figures.messages(both());
  const sms = { channel: 'sms' };
  expect(total).toEqual(
    expect.arrayContaining([
      { kind: 'order-confirmed', ...sms, aboutOrder: true, sent: 9, failed: 2, failedPermanently: 1 },
      { kind: 'order-confirmed', ...sms, aboutOrder: false, sent: 0, failed: 1, failedPermanently: 1 },
      { kind: 'low-stock', ...sms, aboutOrder: false, sent: 1, failed: 0, failedPermanently: 0 },
    ]),
  );
  expect(total).toHaveLength(3);
});

it('setbacks are told apart', async () => {
  const { total } = await office.parts.figures.setbacks(both());
  expect(total).toEqual({
    unattended: { level1: 1, level2: 1, level3: 1 },
    short: 2,
    delayed: 1,
    recalled: 2,
    undeliverable: 2,
  });
});

it('the orders behind a figure say how far each has come', async () => {
  const question = { days: both(), figure: 'orders' as const, traits: {}, limit: 100 };
  const orders = await office.parts.figures.orders(question);
  const statuses = new Map(orders.map(({ number, status }) => [number, status]));
  expect([1, 7, 8, 11, 12, 13, 14, 15].map((number) => statuses.get(number))).toEqual([
    'delivered',
    'delivered',
    'cancelled',
    'cancelled',
    'out-for-delivery',
    'cooking',
    'cooking',
    'placed',
  ]);
});
