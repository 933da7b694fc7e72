import { on } from '@pizzeria/bus';
import { InventoryShort } from '@pizzeria/contracts';
import type { AnalyticsParts } from '../use-cases/ports';

/** Measures that an order waits for what is not on the shelves. */
export const measureShortage = on(InventoryShort, async ({ data, sequence, time }, { metrics }: AnalyticsParts) => {
  await metrics.stepTaken({ orderId: data.orderId, step: 'short', sequence, at: time });
});
