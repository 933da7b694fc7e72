import { on } from '@pizzeria/bus';
import { OrderPlaced } from '@pizzeria/contracts';
import type { AnalyticsParts } from '../use-cases/ports';

/** Measures what was ordered, for how much and by what kind of customer. */
export const measurePlaced = on(OrderPlaced, async ({ data, time }, { metrics }: AnalyticsParts) => {
  const { orderId, customerId, totalAmount: value, items } = data;
  const itemCount = items.reduce((sum, { quantity }) => sum + quantity, 0);
  await metrics.orderPlaced({ orderId, customerId, value, itemCount, orderedAt: time });
});
