import type { BusMetrics, Consumer } from '@pizzeria/bus';
import type { Logger } from '../logging/logger';

/** A consumer that several may hold back, each for a reason of its own; it goes on when none of them does any more. */
export interface Holdable {
  hold(reason: string): void;
  letGo(reason: string): void;
}

/** Why the circuit holds consumers back. */
export const databaseAway = 'database';

/**
 * Reasons label a metric: few, and fixed. Those that are known beforehand are shown as 0 from the start. A consumer
 * that does not obey is logged.
 */
export const holdable = (
  consumer: Pick<Consumer, 'queue' | 'pause' | 'resume'>,
  { logger, metrics }: { readonly logger: Logger; readonly metrics: Pick<BusMetrics, 'paused'> },
  known: readonly string[] = [databaseAway],
): Holdable => {
  const { queue } = consumer;
  for (const reason of known) metrics.paused(queue, reason, false);
  const reasons = new Set<string>();
  const obey = (obeying: Promise<void>): void =>
    void obeying.catch((error: unknown) => logger.warn({ error, queue }, 'a consumer did not obey'));
  return {
    hold: (reason) => {
      if (reasons.has(reason)) return;
      reasons.add(reason);
      metrics.paused(queue, reason, true);
      if (reasons.size === 1) obey(consumer.pause(reason));
    },
    letGo: (reason) => {
      if (!reasons.delete(reason)) return;
      metrics.paused(queue, reason, false);
      if (reasons.size === 0) obey(consumer.resume());
    },
  };
};
