import { on } from '@pizzeria/bus';
import { OrderOutForDelivery } from '@pizzeria/contracts';
import type { AnalyticsParts } from '../use-cases/ports';

/** Measures when an order left the shop with a courier. */
export const measureDeparture = on(OrderOutForDelivery, async ({ data, sequence }, { metrics }: AnalyticsParts) => {
  await metrics.stepTaken({ orderId: data.orderId, step: 'out-for-delivery', sequence, at: data.leftAt });
});
