import type { Money } from '@pizzeria/contracts';
import { invalid } from './refusal';
import type { Order, Payment, PaymentStatus } from './order';

/** All that was ever taken for an order, whatever was given back. */
export const paidSoFar = ({ payment, totalAmount }: Order): Money => sumOf(payment.payments, totalAmount);

export const refundedSoFar = ({ payment, totalAmount }: Order): Money => sumOf(payment.refunds, totalAmount);

/** Still to be paid: nothing for a cancelled order. */
export const outstanding = (order: Order): Money => ({
  amount: order.progress.status === 'cancelled' ? 0 : order.totalAmount.amount - paidSoFar(order).amount,
  currency: order.totalAmount.currency,
});

/** What the shop still has of what was paid. */
export const kept = (order: Order): Money => ({
  amount: paidSoFar(order).amount - refundedSoFar(order).amount,
  currency: order.totalAmount.currency,
});

/** What the customer must get back: all that the shop has, once the order is cancelled. */
export const refundDue = (order: Order): Money =>
  order.progress.status === 'cancelled' ? kept(order) : { ...kept(order), amount: 0 };

/** The order with the status that its money has, after any of it or its progress has changed. */
export const settled = (order: Order, money: Omit<Payment, 'status'> = order.payment): Order => {
  const { payments, refunds } = money;
  const changed = { ...order, payment: { ...order.payment, payments, refunds } };
  return { ...changed, payment: { status: statusOf(changed), payments, refunds } };
};

const statusOf = (order: Order): PaymentStatus => {
  if (refundDue(order).amount > 0) return 'refund-due';
  if (refundedSoFar(order).amount > 0 && kept(order).amount === 0) return 'refunded';
  return order.progress.status !== 'cancelled' && outstanding(order).amount === 0 ? 'paid' : 'unpaid';
};

const sumOf = (amounts: readonly { readonly amount: Money }[], { currency }: Money): Money => ({
  amount: amounts.reduce((sum, { amount }) => sum + amount.amount, 0),
  currency,
});

/** Throws `invalid` unless an amount is in the currency that the order is priced in. */
export const inOrdersCurrency = ({ totalAmount: { currency } }: Order, amount: Money): void => {
  if (amount.currency === currency) return;
  const errors = [{ path: 'amount.currency', message: `this order is priced in ${currency}` }];
  throw invalid('other-currency', 'The amount is in another currency than the order.', errors);
};
