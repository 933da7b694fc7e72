import { on } from '@pizzeria/bus';
import { OrderUndeliverable } from '@pizzeria/contracts';
import type { AnalyticsParts } from '../use-cases/ports';

/** Measures when a courier could not hand an order over. */
export const measureReturn = on(OrderUndeliverable, async ({ data, sequence }, { metrics }: AnalyticsParts) => {
  await metrics.stepTaken({ orderId: data.orderId, step: 'undeliverable', sequence, at: data.at });
});
