import type { DataOf } from '@pizzeria/bus';
import { z } from 'zod';
import { aNotification, adasOrder, at } from '../common/examples';
import { notification } from '../common/notification';
import { notificationSubject, orderOf } from '../common/subjects';
import { text } from '../common/text';
import { timestamp } from '../common/timestamp';
import { eventsOf } from '../events-of';

export const NotificationFailed = eventsOf('notifications')({
  name: 'notification.failed',
  meaning: 'A message could not be sent and is given up.',
  schema: z.object({
    ...notification.shape,
    /** The provider's code, or ours. */
    code: text,
    /** It would fail again, whenever it is tried. */
    permanent: z.boolean(),
    failedAt: timestamp,
  }),
  example: {
    notificationId: aNotification,
    orderId: adasOrder.orderId,
    kind: 'order-confirmed',
    channel: 'sms',
    occurrence: 1,
    code: '21211',
    permanent: true,
    failedAt: at('18:31'),
  },
  subject: notificationSubject,
  partOf: orderOf,
});
export type NotificationFailedData = DataOf<typeof NotificationFailed>;
