import { until as waitUntil } from '@pizzeria/bus/testing';

/** Resolves once the condition holds; rejects after a minute, showing the condition. */
export const until = (condition: () => boolean | Promise<boolean>): Promise<void> =>
  waitUntil(condition.toString(), condition);
