import type { DataOf } from '@pizzeria/bus';
import { z } from 'zod';
import { customerContact } from '../common/customer';
import { ada, adasOrder, adasRefund, at, dollars } from '../common/examples';
import { customerId, orderId, refundId, spokenNumber } from '../common/ids';
import { money, paymentMethod } from '../common/money';
import { orderSubject } from '../common/subjects';
import { text } from '../common/text';
import { timestamp } from '../common/timestamp';
import { eventsOf } from '../events-of';

export const PaymentRefunded = eventsOf('orders')({
  name: 'payment.refunded',
  meaning: 'Money was given back for an order.',
  schema: z.object({
    orderId,
    number: spokenNumber,
    refundId,
    customerId,
    customer: customerContact,
    method: paymentMethod,
    amount: money,
    reason: text,
    refundedAt: timestamp,
  }),
  example: {
    ...adasOrder,
    ...ada,
    refundId: adasRefund,
    method: 'card',
    amount: dollars(31.98),
    reason: 'The order was cancelled.',
    refundedAt: at('18:50'),
  },
  subject: orderSubject,
});
export type PaymentRefundedData = DataOf<typeof PaymentRefunded>;
