import { on } from '@pizzeria/bus';
import { NotificationFailed } from '@pizzeria/contracts';
import type { AnalyticsParts } from '../use-cases/ports';

/** Measures a message that was given up. */
export const measureFailedMessage = on(NotificationFailed, async ({ data }, { metrics }: AnalyticsParts) => {
  const { notificationId, orderId, kind, channel, failedAt, permanent } = data;
  await metrics.messageFailed({ notificationId, orderId, kind, channel }, failedAt, permanent);
});
