import { z } from 'zod';
import { notificationId, orderId } from './ids';
import { slug } from './text';

export const channel = z.enum(['sms', 'email']);
export type Channel = z.infer<typeof channel>;

/**
 * Which message: at most one exists per order, kind, channel and occurrence. `occurrence` is the `sequence`
 * of the event that asked for it.
 */
export const notification = z.object({
  notificationId,
  orderId: orderId.optional(),
  kind: slug,
  channel,
  occurrence: z.int().min(0),
});
