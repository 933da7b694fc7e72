import type { DataOf } from '@pizzeria/bus';
import { z } from 'zod';
import { customerContact } from '../common/customer';
import { ada, adasOrder, adasPayment, at, dollars } from '../common/examples';
import { customerId, orderId, paymentId, spokenNumber } from '../common/ids';
import { money, paymentMethod } from '../common/money';
import { orderSubject } from '../common/subjects';
import { text } from '../common/text';
import { timestamp } from '../common/timestamp';
import { eventsOf } from '../events-of';

export const PaymentProcessed = eventsOf('orders')({
  name: 'payment.processed',
  meaning: 'A payment for an order was recorded.',
  schema: z.object({
    orderId,
    number: spokenNumber,
    paymentId,
    customerId,
    customer: customerContact,
    method: paymentMethod,
    amount: money,
    /** The card terminal's receipt number. */
    reference: text.optional(),
    processedAt: timestamp,
    /** Still to be paid after this payment. */
    outstanding: money,
  }),
  example: {
    ...adasOrder,
    ...ada,
    paymentId: adasPayment,
    method: 'card',
    amount: dollars(31.98),
    reference: 'terminal-1-0815',
    processedAt: at('18:31'),
    outstanding: dollars(0),
  },
  subject: orderSubject,
});
export type PaymentProcessedData = DataOf<typeof PaymentProcessed>;
