import { on } from '@pizzeria/bus';
import { OrderUnattended } from '@pizzeria/contracts';
import type { AnalyticsParts } from '../use-cases/ports';

/** Measures that nobody started an order in time. */
export const measureUnattended = on(OrderUnattended, async ({ data, sequence, time }, { metrics }: AnalyticsParts) => {
  await metrics.stepTaken({ orderId: data.orderId, step: 'unattended', sequence, at: time, level: data.level });
});
