import type { DataOf } from '@pizzeria/bus';
import { z } from 'zod';
import { adasOrder, at } from '../common/examples';
import { orderId, spokenNumber } from '../common/ids';
import { orderSubject } from '../common/subjects';
import { timestamp } from '../common/timestamp';
import { eventsOf } from '../events-of';

export const OrderCookingStarted = eventsOf('kitchen')({
  name: 'order.cooking-started',
  meaning: 'A cook began to make an order.',
  route: 'required',
  schema: z.object({ orderId, number: spokenNumber, startedAt: timestamp, estimatedReady: timestamp }),
  example: { ...adasOrder, startedAt: at('18:38'), estimatedReady: at('18:50') },
  subject: orderSubject,
});
export type OrderCookingStartedData = DataOf<typeof OrderCookingStarted>;
