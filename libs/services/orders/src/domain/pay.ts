import { PaymentProcessed, type Money, type PaymentMethod } from '@pizzeria/contracts';
import { inOrdersCurrency, outstanding, settled } from './money';
import { conflict, type Decision, type Order, type RecordedPayment } from './order';

/** Money taken at the counter or at the door. */
export interface PaymentDraft {
  readonly id: string;
  readonly method: PaymentMethod;
  readonly amount: Money;
  readonly reference?: string;
}

/** Records a payment of all or a part of what is outstanding; never of more. */
export const recordPayment = (order: Order, draft: PaymentDraft, now: Date): Decision => {
  inOrdersCurrency(order, draft.amount);
  if (order.progress.status === 'cancelled') {
    throw conflict(order, 'order-cancelled', 'The order is cancelled; nothing is to be paid for it.');
  }
  if (draft.amount.amount > outstanding(order).amount) {
    throw conflict(order, 'more-than-outstanding', 'The payment is more than what is still to be paid.');
  }
  const payment: RecordedPayment = { ...draft, processedAt: now.toISOString() };
  const { payments, refunds } = order.payment;
  const paid = settled(order, { payments: [...payments, payment], refunds });
  return { order: paid, events: [{ event: PaymentProcessed, data: processed(paid, payment) }] };
};

const processed = (order: Order, payment: RecordedPayment) => ({
  orderId: order.id,
  number: order.number,
  paymentId: payment.id,
  customerId: order.customerId,
  customer: order.customer,
  method: payment.method,
  amount: payment.amount,
  reference: payment.reference,
  processedAt: payment.processedAt,
  outstanding: outstanding(order),
});
