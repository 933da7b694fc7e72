import type { Measuring } from '@pizzeria/service';
import type { Order } from '../domain/order';
import type { Orders } from '../use-cases/ports';
import { orderValue, ordersByStatus, promiseError } from './measures';

/** Counts what becomes of orders, where they are kept. */
export const measuredOrders = (orders: Orders, measure: Measuring): Orders => ({
  ...orders,
  insert: async (placed, trackingHash) => {
    await orders.insert(placed, trackingHash);
    cameSoFar(placed.order, measure);
    measure.record(orderValue, placed.order.totalAmount.amount, {});
  },
  update: (id, decide) =>
    orders.update(id, (before) => {
      const decision = decide(before);
      // Said within the transaction: it counts if that is committed.
      if (decision.order.progress.status !== before.progress.status) cameSoFar(decision.order, measure);
      return decision;
    }),
});

const cameSoFar = ({ progress, fulfilment, estimatedDelivery }: Order, measure: Measuring): void => {
  measure.count(ordersByStatus, { status: progress.status, fulfilment: fulfilment.type });
  if (progress.status !== 'delivered') return;
  const lateMs = Date.parse(progress.deliveredAt) - Date.parse(estimatedDelivery);
  measure.record(promiseError, Math.abs(lateMs) / 1_000, { direction: lateMs > 0 ? 'late' : 'early' });
};
