import type { DataOf } from '@pizzeria/bus';
import { z } from 'zod';
import { customerContact } from '../common/customer';
import { ada, adasOrder, at } from '../common/examples';
import { customerId, orderId, spokenNumber } from '../common/ids';
import { orderSubject } from '../common/subjects';
import { text } from '../common/text';
import { timestamp } from '../common/timestamp';
import { eventsOf } from '../events-of';

export const OrderEstimateChanged = eventsOf('kitchen')({
  name: 'order.estimate-changed',
  meaning: 'The kitchen expects an order at another time than it said before.',
  schema: z.object({
    orderId,
    number: spokenNumber,
    customerId,
    customer: customerContact,
    previousEstimate: timestamp,
    newEstimate: timestamp,
    /** What the customer was first told. */
    promisedAt: timestamp,
    reason: text,
  }),
  example: {
    ...adasOrder,
    ...ada,
    previousEstimate: at('18:50'),
    newEstimate: at('19:05'),
    promisedAt: at('18:50'),
    reason: 'An oven is out of service.',
  },
  subject: orderSubject,
});
export type OrderEstimateChangedData = DataOf<typeof OrderEstimateChanged>;
