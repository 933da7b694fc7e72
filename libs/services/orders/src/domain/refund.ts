import { PaymentRefunded, type Money, type PaymentMethod } from '@pizzeria/contracts';
import { Refusal } from './refusal';
import { inOrdersCurrency, kept, settled } from './money';
import { conflict, type Decision, type Order, type RecordedRefund } from './order';

/** Money given back at the counter or by the card terminal. */
export interface RefundDraft {
  readonly id: string;
  readonly method: PaymentMethod;
  readonly amount: Money;
  readonly reason: string;
  /** Who gives it back. */
  readonly by: 'staff' | 'manager';
}

/**
 * Records money given back, all that the shop has of the order's or a part of it; never more. Any of the staff gives
 * back what is due for a cancelled order. For a delivered and paid one nothing is due: a manager may still give of it.
 */
export const refundPayment = (order: Order, { by, ...draft }: RefundDraft, now: Date): Decision => {
  inOrdersCurrency(order, draft.amount);
  refuseUnlessRefundable(order, by);
  if (draft.amount.amount > kept(order).amount) {
    throw conflict(order, 'more-than-paid', 'The refund is more than what was paid and not given back.');
  }
  const refund: RecordedRefund = { ...draft, refundedAt: now.toISOString() };
  const { payments, refunds } = order.payment;
  return {
    order: settled(order, { payments, refunds: [...refunds, refund] }),
    events: [{ event: PaymentRefunded, data: refunded(order, refund) }],
  };
};

const refuseUnlessRefundable = (order: Order, by: RefundDraft['by']): void => {
  const { progress, payment } = order;
  if (progress.status === 'cancelled') {
    if (payment.status === 'refund-due') return;
    throw conflict(order, 'nothing-to-refund', 'Nothing is left of this order to give back.');
  }
  if (progress.status !== 'delivered' || payment.status === 'unpaid') {
    throw conflict(order, 'not-refundable', 'Money goes back when the order is cancelled, or delivered and paid.');
  }
  if (payment.status === 'refunded') {
    throw conflict(order, 'nothing-to-refund', 'Nothing is left of this order to give back.');
  }
  if (by !== 'manager') {
    throw new Refusal('forbidden', 'manager-only', 'Only a manager gives money back for a delivered order.');
  }
};

const refunded = (order: Order, refund: RecordedRefund) => ({
  orderId: order.id,
  number: order.number,
  refundId: refund.id,
  customerId: order.customerId,
  customer: order.customer,
  method: refund.method,
  amount: refund.amount,
  reason: refund.reason,
  refundedAt: refund.refundedAt,
});
