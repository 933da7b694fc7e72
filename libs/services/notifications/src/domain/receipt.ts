import type { PaymentProcessedData, PaymentRefundedData } from '@pizzeria/contracts';
import { type Letter, sentences } from './letter';

/** What was paid and how, and whether anything is left to pay. */
export const paymentReceipt = (payment: PaymentProcessedData, at: string): Letter => {
  const { reference, outstanding } = payment;
  return {
    values: {
      number: String(payment.number),
      amount: { money: payment.amount },
      time: { moment: payment.processedAt, at },
      ...(reference === undefined ? {} : { reference }),
      outstanding: { money: outstanding },
    },
    name: payment.customer.name,
    email: sentences(
      payment.method === 'card' ? 'paid-by-card' : 'paid-in-cash',
      reference !== undefined && 'reference',
      outstanding.amount > 0 ? 'left-to-pay' : 'all-paid',
    ),
  };
};

/** What was given back, how and why. */
export const refundReceipt = (refund: PaymentRefundedData, at: string): Letter => ({
  values: {
    number: String(refund.number),
    amount: { money: refund.amount },
    time: { moment: refund.refundedAt, at },
    reason: refund.reason,
  },
  name: refund.customer.name,
  email: [refund.method === 'card' ? 'refunded-to-card' : 'refunded-in-cash', 'refunded-because'],
});
