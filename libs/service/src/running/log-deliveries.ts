import { errorTypeOf, type DeliveryObserver } from '@pizzeria/bus';
import type { Logger } from '../logging/logger';

/**
 * A line for what an operator may want to follow: debug for success, warn for a failed try and for a suspect, error
 * for a dead letter.
 */
export const logDeliveries = (logger: Logger): DeliveryObserver => ({
  handled: ({ event, queue }, { tookMs }) => logger.debug({ event, queue, ms: Math.round(tookMs) }, 'event handled'),
  duplicate: ({ event, queue }) => logger.debug({ event, queue }, 'event known already'),
  failed: ({ event, queue }, { error, attempt }) =>
    logger.warn({ event, queue, attempt, errorType: errorTypeOf(error), error }, 'a handler failed'),
  retried: ({ event, queue, messageId, deliveryCount }, { afterMs, because }) =>
    because === 'suspected'
      ? logger.warn(
          { event, queue, eventId: messageId, deliveryCount, afterMs },
          'event came back so often that it may be what kills its process: it will be handled alone',
        )
      : logger.info({ event, queue, afterMs, because }, 'event will be tried again'),
  dead: ({ event, queue }, { reason, attempts, issues }) =>
    logger.error({ event, queue, reason, attempts, issues }, 'event became a dead letter'),
});
