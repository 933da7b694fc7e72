import { on } from '@pizzeria/bus';
import { OrderCancelled } from '@pizzeria/contracts';
import type { AnalyticsParts } from '../use-cases/ports';

/** Measures when an order was called off. */
export const measureCancellation = on(OrderCancelled, async ({ data }, { metrics }: AnalyticsParts) => {
  await metrics.orderCancelled(data.orderId, data.cancelledAt);
});
