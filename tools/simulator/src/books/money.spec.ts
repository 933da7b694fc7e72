import type { Finding } from './finding';
import { moneyFindings } from './money';
import type { SeenMoney, SeenOrder } from './seen';
import { ada, cancelled, delivered } from './testing/adas-order';

const say = (kind: Finding['kind'], what: string): Finding => ({ kind, mark: ada.mark, what });
const told = (seen: SeenOrder, amends?: number) =>
  moneyFindings({ ...ada, amends }, seen, say).map(({ kind, what }) => `${kind}: ${what}`);
const withMoney = (seen: SeenOrder, money: Partial<SeenMoney>): SeenOrder => ({
  ...seen,
  order: { ...seen.order!, money: { ...seen.order!.money, ...money } },
});
const refund = { id: 'e9', name: 'payment.refunded' };

describe('the money of an order', () => {
  it('is what the delivered order costs, and nothing of a cancelled one', () => {
    expect(told(delivered)).toEqual([]);
    expect(told(cancelled)).toEqual([]);
  });

  it('is nothing of a cancelled order that was never paid', () => {
    const unpaid = withMoney(cancelled, { status: 'unpaid', paid: 0, refunded: 0 });
    expect(told({ ...unpaid, events: [] })).toEqual([]);
  });

  it('is all that the shop took for a cancelled one', () => {
    const paid = { ...ada, paid: 1_000 };
    const unpaid = withMoney({ ...cancelled, events: [] }, { status: 'unpaid', paid: 0, refunded: 0 });
    expect(moneyFindings(paid, cancelled, say)).toEqual([]);
    expect(moneyFindings(paid, unpaid, say)).toEqual([say('lost', '0 was paid, and 1000 is due')]);
    const twice = withMoney(cancelled, { paid: 2_000, refunded: 2_000 });
    expect(moneyFindings(paid, twice, say)).toEqual([say('doubled', '2000 was paid, and 1000 is due')]);
  });

  it.each([
    [250, 'paid'],
    [1_000, 'refunded'],
  ] as const)('is less by amends of %d', (amends, status) => {
    const amended = { ...withMoney(delivered, { status, refunded: amends }), events: [...delivered.events, refund] };
    expect(told(amended, amends)).toEqual([]);
    expect(told(amended)).toContain(`doubled: ${amends} was given back, and 0 is due`);
  });

  it('is not looked at before the order has ended', () => {
    expect(told({ ...delivered, order: { ...withMoney(delivered, { paid: 0 }).order!, status: 'ready' } })).toEqual([]);
  });

  it.each([
    [withMoney(delivered, { paid: 400 }), 'lost: 400 was paid, and 1000 is due'],
    [withMoney(delivered, { paid: 2_000 }), 'doubled: 2000 was paid, and 1000 is due'],
    [withMoney(delivered, { status: 'unpaid' }), 'stuck: its payment is unpaid, not paid'],
    [withMoney(cancelled, { refunded: 400 }), 'lost: 400 was given back, and 1000 is due'],
    [withMoney(cancelled, { status: 'refund-due' }), 'stuck: its payment is refund-due, not refunded'],
    [{ ...delivered, events: [] }, 'lost: analytics has 0 payment.processed, and 1 is due'],
    [
      { ...delivered, events: [...delivered.events, refund] },
      'doubled: analytics has 1 payment.refunded, and 0 is due',
    ],
    [
      { ...cancelled, events: [...cancelled.events, refund] },
      'doubled: analytics has 2 payment.refunded, and 1 is due',
    ],
  ] satisfies readonly (readonly [SeenOrder, string])[])('is wrong in case %#', (seen, finding) => {
    expect(told(seen)).toEqual([finding]);
  });
});
