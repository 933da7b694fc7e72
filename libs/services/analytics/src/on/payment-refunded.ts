import { on } from '@pizzeria/bus';
import { PaymentRefunded } from '@pizzeria/contracts';
import type { AnalyticsParts } from '../use-cases/ports';

/** Measures money given back. */
export const measureRefund = on(PaymentRefunded, async ({ data }, { metrics }: AnalyticsParts) => {
  const { refundId, orderId, method, amount, refundedAt } = data;
  await metrics.paymentRefunded({ refundId, orderId, method, amount, refundedAt });
});
