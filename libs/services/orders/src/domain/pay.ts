import { PaymentProcessed, type Money, type PaymentMethod } from '@pizzeria/contracts';
import { invalid } from './failure';
import { conflict, outstanding, type Decision, type Order, type RecordedPayment } from './order';

/** Money taken at the counter or at the door. */
export interface PaymentDraft {
  readonly id: string;
  readonly method: PaymentMethod;
  readonly amount: Money;
  readonly reference?: string;
}

/** Records a payment of all or a part of what is outstanding; never of more. */
export const recordPayment = (order: Order, draft: PaymentDraft, now: Date): Decision => {
  const { currency } = order.totalAmount;
  if (draft.amount.currency !== currency) {
    const errors = [{ path: 'amount.currency', message: `this order is priced in ${currency}` }];
    throw invalid('other-currency', 'The payment is in another currency than the order.', errors);
  }
  if (order.progress.status === 'cancelled') {
    throw conflict(order, 'order-cancelled', 'The order is cancelled; nothing is to be paid for it.');
  }
  const left = outstanding(order).amount - draft.amount.amount;
  if (left < 0) throw conflict(order, 'more-than-outstanding', 'The payment is more than what is still to be paid.');

  const payment: RecordedPayment = { ...draft, processedAt: now.toISOString() };
  const payments = [...order.payment.payments, payment];
  return {
    order: { ...order, payment: { status: left === 0 ? 'paid' : 'unpaid', payments } },
    events: [{ event: PaymentProcessed, data: processed(order, payment, { amount: left, currency }) }],
  };
};

const processed = (order: Order, payment: RecordedPayment, left: Money) => ({
  orderId: order.id,
  number: order.number,
  paymentId: payment.id,
  customerId: order.customerId,
  customer: order.customer,
  method: payment.method,
  amount: payment.amount,
  reference: payment.reference,
  processedAt: payment.processedAt,
  outstanding: left,
});
