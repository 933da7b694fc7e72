import type { DataOf } from '@pizzeria/bus';
import { z } from 'zod';
import { customerContact } from '../common/customer';
import { ada, adasOrder, at, dollars } from '../common/examples';
import { customerId, orderId, spokenNumber } from '../common/ids';
import { money } from '../common/money';
import { orderSubject } from '../common/subjects';
import { text } from '../common/text';
import { timestamp } from '../common/timestamp';
import { eventsOf } from '../events-of';

export const OrderCancelled = eventsOf('orders')({
  name: 'order.cancelled',
  meaning: 'An order was called off and will not be made or handed over.',
  route: 'required',
  schema: z.object({
    orderId,
    number: spokenNumber,
    customerId,
    customer: customerContact,
    reason: text,
    by: z.enum(['customer', 'staff', 'system']),
    cancelledAt: timestamp,
    /** What the customer paid and must get back; absent when nothing was paid. */
    refundDue: money.optional(),
  }),
  example: {
    ...adasOrder,
    ...ada,
    reason: 'Changed my mind.',
    by: 'customer',
    cancelledAt: at('18:35'),
    refundDue: dollars(31.98),
  },
  subject: orderSubject,
});
export type OrderCancelledData = DataOf<typeof OrderCancelled>;
