import { on } from '@pizzeria/bus';
import { OrderCookingStarted } from '@pizzeria/contracts';
import type { AnalyticsParts } from '../use-cases/ports';

/** Measures when a cook began. */
export const measureCooking = on(OrderCookingStarted, async ({ data }, { metrics }: AnalyticsParts) => {
  await metrics.cookingStarted(data.orderId, data.startedAt);
});
