import type { DataOf } from '@pizzeria/bus';
import { z } from 'zod';
import { customerContact } from '../common/customer';
import { ada, adasOrder, at } from '../common/examples';
import { fulfilmentKind } from '../common/fulfilment';
import { customerId, orderId, spokenNumber } from '../common/ids';
import { orderSubject } from '../common/subjects';
import { text } from '../common/text';
import { timestamp } from '../common/timestamp';
import { eventsOf } from '../events-of';

export const OrderReady = eventsOf('kitchen')({
  name: 'order.ready',
  meaning: 'An order is made and waits at the counter.',
  route: 'required',
  schema: z.object({
    orderId,
    number: spokenNumber,
    customerId,
    customer: customerContact,
    fulfilment: fulfilmentKind,
    startedAt: timestamp,
    readyAt: timestamp,
    preparationSeconds: z.int().min(0),
    estimatedSeconds: z.int().min(0),
    /** Said to a customer who collects. */
    pickupInstructions: text,
  }),
  example: {
    ...adasOrder,
    ...ada,
    fulfilment: { type: 'pickup' },
    startedAt: at('18:38'),
    readyAt: at('18:49'),
    preparationSeconds: 660,
    estimatedSeconds: 720,
    pickupInstructions: 'Ask for order 42 at the counter.',
  },
  subject: orderSubject,
});
export type OrderReadyData = DataOf<typeof OrderReady>;
