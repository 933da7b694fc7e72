import { on } from '@pizzeria/bus';
import { OrderRecalled } from '@pizzeria/contracts';
import type { AnalyticsParts } from '../use-cases/ports';

/** Measures that an order which was said to be ready went back to the kitchen. */
export const measureRecall = on(OrderRecalled, async ({ data, sequence }, { metrics }: AnalyticsParts) => {
  const { orderId, recalledAt: at, readySequence } = data;
  await metrics.stepTaken({ orderId, step: 'recalled', sequence, at, readySequence });
});
