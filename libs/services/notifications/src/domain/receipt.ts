import type { PaymentProcessedData, PaymentRefundedData } from '@pizzeria/contracts';
import { formatMoment, formatMoney } from './format';
import { type Letter, sentences } from './letter';
import type { Setting } from './shop';

/** What was paid and how, and whether anything is left to pay. */
export const paymentReceipt = (payment: PaymentProcessedData, setting: Setting): Letter => {
  const { reference, outstanding } = payment;
  return {
    values: {
      number: String(payment.number),
      amount: formatMoney(payment.amount),
      time: formatMoment(payment.processedAt, setting),
      ...(reference === undefined ? {} : { reference }),
      outstanding: formatMoney(outstanding),
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
export const refundReceipt = (refund: PaymentRefundedData, setting: Setting): Letter => ({
  values: {
    number: String(refund.number),
    amount: formatMoney(refund.amount),
    time: formatMoment(refund.refundedAt, setting),
    reason: refund.reason,
  },
  name: refund.customer.name,
  email: [refund.method === 'card' ? 'refunded-to-card' : 'refunded-in-cash', 'refunded-because'],
});
