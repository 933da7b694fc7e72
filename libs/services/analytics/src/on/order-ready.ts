import { on } from '@pizzeria/bus';
import { OrderReady } from '@pizzeria/contracts';
import { efficiencyOf } from '../domain/efficiency';
import type { AnalyticsParts } from '../use-cases/ports';

/** Measures how long an order took to make, and against the estimate. */
export const measurePreparation = on(OrderReady, async ({ data, sequence }, { metrics }: AnalyticsParts) => {
  const { orderId, startedAt, readyAt, preparationSeconds: seconds, estimatedSeconds } = data;
  const efficiency = efficiencyOf(seconds, estimatedSeconds);
  await metrics.orderReady({ orderId, startedAt, readyAt, seconds, estimatedSeconds, efficiency, sequence });
});
