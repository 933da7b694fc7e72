import { on } from '@pizzeria/bus';
import { OrderDelivered } from '@pizzeria/contracts';
import type { AnalyticsParts } from '../use-cases/ports';

/** Measures when an order reached its customer, and when it was promised. */
export const measureDelivery = on(OrderDelivered, async ({ data }, { metrics }: AnalyticsParts) => {
  await metrics.orderDelivered(data.orderId, data.deliveredAt, data.promisedAt);
});
