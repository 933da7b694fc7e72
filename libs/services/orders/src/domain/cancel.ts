import { OrderCancelled } from '@pizzeria/contracts';
import { conflict, paidSoFar, unchanged, type CancelledBy, type Decision, type Order } from './order';

export interface Cancellation {
  readonly by: CancelledBy;
  readonly reason: string;
}

/**
 * Calls an order off: a customer until cooking starts, staff until it is handed over. What was paid becomes due
 * back. Cancelling again changes nothing.
 */
export const cancelOrder = (order: Order, { by, reason }: Cancellation, now: Date): Decision => {
  switch (order.progress.status) {
    case 'cancelled':
      return unchanged(order);
    case 'placed':
      return cancelled(order, { by, reason }, now);
    case 'cooking':
    case 'ready':
      if (by === 'staff') return cancelled(order, { by, reason }, now);
      throw conflict(order, 'cooking-started', 'The order is being made; please call the shop to cancel it.');
    case 'out-for-delivery':
    case 'delivered':
      throw conflict(order, 'handed-over', 'The order has left the shop and can no longer be cancelled.');
    default:
      return order.progress satisfies never;
  }
};

const cancelled = (order: Order, { by, reason }: Cancellation, now: Date): Decision => {
  const cancelledAt = now.toISOString();
  const due = paidSoFar(order);
  const { id: orderId, number, customerId, customer, payment } = order;
  const refundDue = due.amount > 0 ? due : undefined;
  return {
    order: {
      ...order,
      progress: { status: 'cancelled', by, reason, cancelledAt },
      payment: refundDue ? { status: 'refund-due', payments: payment.payments, due } : payment,
    },
    events: [
      { event: OrderCancelled, data: { orderId, number, customerId, customer, reason, by, cancelledAt, refundDue } },
    ],
  };
};
