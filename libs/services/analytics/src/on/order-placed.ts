import { on } from '@pizzeria/bus';
import { OrderPlaced } from '@pizzeria/contracts';
import { soldItemsOf } from '../domain/sold-items';
import type { AnalyticsParts } from '../use-cases/ports';

/** Measures what was ordered, for how much and by what kind of customer. */
export const measurePlaced = on(OrderPlaced, async ({ data, time }, { metrics }: AnalyticsParts) => {
  const { orderId, number, customerId, fulfilment, totalAmount: value, tax, items } = data;
  await metrics.orderPlaced({
    orderId,
    number,
    customerId,
    fulfilment: fulfilment.type,
    value,
    tax: tax?.amount.amount,
    itemCount: items.reduce((sum, { quantity }) => sum + quantity, 0),
    items: soldItemsOf(items),
    orderedAt: time,
    promisedAt: data.estimatedDelivery,
  });
});
