import type { OrderEntry, Sum } from '../../ledgers';
import { change, twice, without } from '../changes';
import { any, good, isEvent, saying, type Imbalance } from './imbalance';

const order = (id: string, by: Partial<OrderEntry>) => ({
  orders: change(good.orders, (one) => one.id === id, by),
});
const money = (id: string, by: Partial<OrderEntry['payment']>) => {
  const payment = good.orders.find((one) => one.id === id)?.payment;
  return order(id, { payment: { ...payment!, ...by } });
};
const sum = (id: string, amount: number): Sum => ({ id, amount });

/** Prices, payments, refunds. */
export const moneyImbalances: readonly Imbalance[] = [
  ['a total that is not its lines and tax', 'money', 'wrong', order('a', { lines: 1_000 })],
  ['more tax than total', 'money', 'wrong', order('b', { tax: { amount: 900, included: true } })],
  ['an order paid twice', 'money', 'doubled', money('a', { payments: [sum('p1', 1_000), sum('p2', 1_000)] })],
  ['one payment noted twice', 'money', 'doubled', money('a', { payments: [sum('p1', 500), sum('p1', 500)] })],
  ['a pizza for nothing', 'money', 'lost', money('a', { payments: [], refunds: [], status: 'unpaid' })],
  ['more given back than was paid', 'money', 'doubled', money('b', { refunds: [sum('r2', 900)] })],
  ['money kept that is due back', 'money', 'wrong', money('b', { due: 0 })],
  ['money due back for a delivered order', 'money', 'wrong', money('a', { due: 900 })],
  ['a payment in another state than it says', 'money', 'wrong', money('a', { status: 'unpaid' })],
  ['a refund that is over, and said to be due', 'money', 'wrong', money('b', { refunds: [sum('r2', 800)], due: 0 })],
  ['a cancelled order that nobody paid, and is refunded', 'money', 'wrong', money('c', { status: 'refunded' })],
  [
    'a payment that was not told',
    'money',
    'lost',
    { published: without(good.published, isEvent('payment.processed')) },
  ],
  [
    'a payment that was told twice',
    'money',
    'doubled',
    { published: twice(good.published, isEvent('payment.processed')) },
  ],
  ['a refund that was not told', 'money', 'lost', { published: without(good.published, isEvent('payment.refunded')) }],
  [
    'a payment told with another amount',
    'money',
    'wrong',
    saying('payment.processed', { paymentId: 'p1', amount: { amount: 1 } }),
  ],
  ['a cancellation that owes less than was paid', 'money', 'wrong', saying('order.cancelled', {})],
  ['a payment that analytics did not count', 'money', 'wrong', { moneyMetrics: without(good.moneyMetrics, any) }],
  ['a payment counted twice', 'money', 'doubled', { moneyMetrics: twice(good.moneyMetrics, any) }],
  [
    'a refund counted otherwise',
    'money',
    'wrong',
    { moneyMetrics: change(good.moneyMetrics, ({ id }) => id === 'r1', { amount: 1 }) },
  ],
  ['a refund that only analytics knows', 'money', 'wrong', money('a', { refunds: [] })],
];
