import { on } from '@pizzeria/bus';
import { OrderEstimateChanged } from '@pizzeria/contracts';
import type { AnalyticsParts } from '../use-cases/ports';

/** Measures that an order is expected at another time than was said. */
export const measureDelay = on(OrderEstimateChanged, async ({ data, sequence, time }, { metrics }: AnalyticsParts) => {
  await metrics.stepTaken({ orderId: data.orderId, step: 'delayed', sequence, at: time });
});
