import type { OrderCancelledData } from '@pizzeria/contracts';
import { type Letter, sentences } from './letter';

/** That it was called off, why where it was not the customer's wish, and what they get back. */
export const orderCancelled = (order: OrderCancelledData): Letter => {
  const refund = order.refundDue !== undefined && 'money-back';
  const ours = order.by !== 'customer';
  return {
    values: {
      number: String(order.number),
      reason: order.reason,
      ...(order.refundDue === undefined ? {} : { refund: { money: order.refundDue } }),
    },
    sms: sentences(ours ? 'cancelled-by-us' : 'cancelled', refund),
    name: order.customer.name,
    email: sentences(ours ? 'had-to-cancel' : 'as-you-wished', ours && 'because', refund, ours && 'sorry'),
  };
};
