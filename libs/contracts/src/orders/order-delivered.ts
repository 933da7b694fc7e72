import type { DataOf } from '@pizzeria/bus';
import { z } from 'zod';
import { courier } from '../common/courier';
import { ada, adasOrder, at, bruno } from '../common/examples';
import { fulfilmentKind } from '../common/fulfilment';
import { customerId, orderId, spokenNumber } from '../common/ids';
import { orderSubject } from '../common/subjects';
import { timestamp } from '../common/timestamp';
import { eventsOf } from '../events-of';

export const OrderDelivered = eventsOf('orders')({
  name: 'order.delivered',
  meaning: 'An order was handed to its customer, at the counter or at the door.',
  schema: z.object({
    orderId,
    number: spokenNumber,
    customerId,
    fulfilment: fulfilmentKind,
    courier: courier.optional(),
    deliveredAt: timestamp,
    promisedAt: timestamp,
  }),
  example: {
    ...adasOrder,
    customerId: ada.customerId,
    fulfilment: { type: 'delivery' },
    courier: bruno,
    deliveredAt: at('19:08'),
    promisedAt: at('19:15'),
  },
  subject: orderSubject,
});
export type OrderDeliveredData = DataOf<typeof OrderDelivered>;
