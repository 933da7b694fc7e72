import { on } from '@pizzeria/bus';
import { OrderEstimateChanged } from '@pizzeria/contracts';
import { estimateChanged } from '../domain/kitchen-news';
import type { OrdersParts } from '../use-cases/ports';

/** Shows when the order is expected now, beside what was promised. */
export const showEstimate = on(OrderEstimateChanged, async ({ data, sequence }, { orders }: OrdersParts) => {
  await orders.update(data.orderId, (order) => estimateChanged(order, data, sequence));
});
