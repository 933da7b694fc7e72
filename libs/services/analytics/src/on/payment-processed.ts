import { on } from '@pizzeria/bus';
import { PaymentProcessed } from '@pizzeria/contracts';
import type { AnalyticsParts } from '../use-cases/ports';

/** Measures money taken. */
export const measurePayment = on(PaymentProcessed, async ({ data }, { metrics }: AnalyticsParts) => {
  const { paymentId, orderId, method, amount, processedAt } = data;
  await metrics.paymentProcessed({ paymentId, orderId, method, amount, processedAt });
});
