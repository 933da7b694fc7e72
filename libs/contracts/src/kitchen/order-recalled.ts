import type { DataOf } from '@pizzeria/bus';
import { z } from 'zod';
import { customerContact } from '../common/customer';
import { ada, adasOrder, at } from '../common/examples';
import { customerId, orderId, spokenNumber } from '../common/ids';
import { orderSubject } from '../common/subjects';
import { text } from '../common/text';
import { timestamp } from '../common/timestamp';
import { eventsOf } from '../events-of';

export const OrderRecalled = eventsOf('kitchen')({
  name: 'order.recalled',
  meaning: 'An order that was said to be ready is not: it went back to the kitchen.',
  schema: z.object({
    orderId,
    number: spokenNumber,
    customerId,
    customer: customerContact,
    reason: text,
    recalledAt: timestamp,
    /** `sequence` of the `order.ready` that is taken back. */
    readySequence: z.int().min(0),
  }),
  example: { ...adasOrder, ...ada, reason: 'The drinks were missing.', recalledAt: at('18:51'), readySequence: 4 },
  subject: orderSubject,
});
export type OrderRecalledData = DataOf<typeof OrderRecalled>;
