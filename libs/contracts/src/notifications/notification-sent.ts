import type { DataOf } from '@pizzeria/bus';
import { z } from 'zod';
import { aNotification, adasOrder, at } from '../common/examples';
import { notification } from '../common/notification';
import { notificationSubject, orderOf } from '../common/subjects';
import { slug } from '../common/text';
import { timestamp } from '../common/timestamp';
import { eventsOf } from '../events-of';

export const NotificationSent = eventsOf('notifications')({
  name: 'notification.sent',
  meaning: 'A message was handed to its provider.',
  schema: z.object({ ...notification.shape, provider: slug, sentAt: timestamp }),
  example: {
    notificationId: aNotification,
    orderId: adasOrder.orderId,
    kind: 'order-confirmed',
    channel: 'sms',
    occurrence: 1,
    provider: 'twilio',
    sentAt: at('18:30'),
  },
  subject: notificationSubject,
  partOf: orderOf,
});
export type NotificationSentData = DataOf<typeof NotificationSent>;
