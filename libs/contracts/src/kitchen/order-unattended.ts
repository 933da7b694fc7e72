import type { DataOf } from '@pizzeria/bus';
import { z } from 'zod';
import { adasOrder, at } from '../common/examples';
import { orderId, spokenNumber } from '../common/ids';
import { orderSubject } from '../common/subjects';
import { timestamp } from '../common/timestamp';
import { eventsOf } from '../events-of';

export const OrderUnattended = eventsOf('kitchen')({
  name: 'order.unattended',
  meaning: 'Nobody started an order in time; at level 3 it is given up.',
  schema: z.object({
    orderId,
    number: spokenNumber,
    level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    waitingSince: timestamp,
    promisedAt: timestamp,
  }),
  example: { ...adasOrder, level: 1, waitingSince: at('18:30'), promisedAt: at('18:50') },
  subject: orderSubject,
});
export type OrderUnattendedData = DataOf<typeof OrderUnattended>;
