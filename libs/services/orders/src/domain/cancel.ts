import { OrderCancelled } from '@pizzeria/contracts';
import { refundDue, settled } from './money';
import { conflict, unchanged, type CancelledBy, type Decision, type Order } from './order';

export interface Cancellation {
  readonly by: CancelledBy;
  readonly reason: string;
}

/**
 * Calls an order off: a customer and the system until cooking starts, staff until it is handed over, and again when it
 * is brought back. What was paid becomes due back. Cancelling again changes nothing.
 */
export const cancelOrder = (order: Order, { by, reason }: Cancellation, now: Date): Decision => {
  switch (order.progress.status) {
    case 'cancelled':
      return unchanged(order);
    case 'placed':
      return cancelled(order, { by, reason }, now);
    case 'cooking':
    case 'ready':
    case 'undeliverable':
      if (by === 'staff') return cancelled(order, { by, reason }, now);
      throw conflict(order, 'cooking-started', callUs[order.progress.status]);
    case 'out-for-delivery':
    case 'delivered':
      throw conflict(order, 'handed-over', 'The order has left the shop and can no longer be cancelled.');
    default:
      return order.progress satisfies never;
  }
};

const callUs = {
  cooking: 'The order is being made; please call the shop to cancel it.',
  ready: 'The order is made; please call the shop to cancel it.',
  undeliverable: 'The order came back to the shop; please call it to cancel.',
} as const;

const cancelled = (before: Order, { by, reason }: Cancellation, now: Date): Decision => {
  const cancelledAt = now.toISOString();
  const order = settled({ ...before, progress: { status: 'cancelled', by, reason, cancelledAt } });
  const { id: orderId, number, customerId, customer } = order;
  const due = refundDue(order);
  const money = due.amount > 0 ? due : undefined;
  return {
    order,
    events: [
      {
        event: OrderCancelled,
        data: { orderId, number, customerId, customer, reason, by, cancelledAt, refundDue: money },
      },
    ],
  };
};
