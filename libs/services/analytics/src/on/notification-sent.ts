import { on } from '@pizzeria/bus';
import { NotificationSent } from '@pizzeria/contracts';
import type { AnalyticsParts } from '../use-cases/ports';

/** Measures a message that was handed to its provider. */
export const measureSentMessage = on(NotificationSent, async ({ data }, { metrics }: AnalyticsParts) => {
  const { notificationId, orderId, kind, channel, sentAt } = data;
  await metrics.messageSent({ notificationId, orderId, kind, channel }, sentAt);
});
