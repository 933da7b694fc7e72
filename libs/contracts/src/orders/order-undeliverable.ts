import type { DataOf } from '@pizzeria/bus';
import { z } from 'zod';
import { courier } from '../common/courier';
import { customerContact } from '../common/customer';
import { ada, adasOrder, at, bruno } from '../common/examples';
import { customerId, orderId, spokenNumber } from '../common/ids';
import { orderSubject } from '../common/subjects';
import { text } from '../common/text';
import { timestamp } from '../common/timestamp';
import { eventsOf } from '../events-of';

export const OrderUndeliverable = eventsOf('orders')({
  name: 'order.undeliverable',
  meaning: 'A courier could not hand an order over and brings it back.',
  schema: z.object({
    orderId,
    number: spokenNumber,
    customerId,
    customer: customerContact,
    courier,
    reason: text,
    at: timestamp,
  }),
  example: { ...adasOrder, ...ada, courier: bruno, reason: 'Nobody opened the door.', at: at('19:12') },
  subject: orderSubject,
});
export type OrderUndeliverableData = DataOf<typeof OrderUndeliverable>;
