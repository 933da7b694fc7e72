import type { DataOf } from '@pizzeria/bus';
import { z } from 'zod';
import { courier } from '../common/courier';
import { customerContact } from '../common/customer';
import { ada, adasOrder, at, bruno } from '../common/examples';
import { customerId, orderId, spokenNumber } from '../common/ids';
import { orderSubject } from '../common/subjects';
import { timestamp } from '../common/timestamp';
import { eventsOf } from '../events-of';

export const OrderOutForDelivery = eventsOf('orders')({
  name: 'order.out-for-delivery',
  meaning: 'A courier left the shop with an order.',
  schema: z.object({
    orderId,
    number: spokenNumber,
    customerId,
    customer: customerContact,
    courier,
    leftAt: timestamp,
    estimatedArrival: timestamp.optional(),
  }),
  example: { ...adasOrder, ...ada, courier: bruno, leftAt: at('18:55'), estimatedArrival: at('19:10') },
  subject: orderSubject,
});
export type OrderOutForDeliveryData = DataOf<typeof OrderOutForDelivery>;
