import { on } from '@pizzeria/bus';
import { OrderCancelled } from '@pizzeria/contracts';
import type { AnalyticsParts } from '../use-cases/ports';

/** Measures when an order was called off, by whom and why. */
export const measureCancellation = on(OrderCancelled, async ({ data }, { metrics }: AnalyticsParts) => {
  const { orderId, cancelledAt, by, reason } = data;
  await metrics.orderCancelled({ orderId, cancelledAt, by, reason });
});
