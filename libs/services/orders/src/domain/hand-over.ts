import { OrderDelivered, OrderOutForDelivery, OrderUndeliverable, type Courier } from '@pizzeria/contracts';
import { conflict, unchanged, type Decision, type Order } from './order';

/** A courier leaves with an order, for the first time or after it came back. The same one leaving again changes nothing. */
export const dispatchOrder = (order: Order, courier: Courier, now: Date): Decision => {
  const { progress } = order;
  if (order.fulfilment.type === 'pickup') {
    throw conflict(order, 'order-is-for-pickup', 'The customer collects this order; no courier takes it.');
  }
  switch (progress.status) {
    case 'placed':
    case 'cooking':
      throw conflict(order, 'not-ready', 'The order is not ready yet.');
    case 'ready':
    case 'undeliverable':
      return leave(order, courier, now);
    case 'out-for-delivery':
    case 'delivered':
      if (progress.courier === undefined) throw handedOver(order);
      if (progress.courier.id === courier.id) return unchanged(order);
      throw conflict(order, 'other-courier', 'Another courier has taken this order.');
    case 'cancelled':
      throw conflict(order, 'order-cancelled', 'The order is cancelled.');
    default:
      return progress satisfies never;
  }
};

const leave = (order: Order, courier: Courier, now: Date): Decision => {
  const { id: orderId, number, customerId, customer } = order;
  const leftAt = now.toISOString();
  return {
    order: { ...order, progress: { status: 'out-for-delivery', courier, leftAt } },
    events: [{ event: OrderOutForDelivery, data: { orderId, number, customerId, customer, courier, leftAt } }],
  };
};

/**
 * The customer has the order: at the counter when it is ready for pickup or came back from their door, at the door from
 * the courier. Again changes nothing.
 */
export const deliverOrder = (order: Order, now: Date): Decision => {
  const { progress, fulfilment } = order;
  switch (progress.status) {
    case 'placed':
    case 'cooking':
      throw conflict(order, 'not-ready', 'The order is not ready yet.');
    case 'ready':
      if (fulfilment.type === 'pickup') return handOver(order, undefined, now);
      throw notDispatched(order);
    case 'undeliverable':
      return handOver(order, undefined, now);
    case 'out-for-delivery':
      return handOver(order, progress.courier, now);
    case 'delivered':
      return unchanged(order);
    case 'cancelled':
      throw conflict(order, 'order-cancelled', 'The order is cancelled.');
    default:
      return progress satisfies never;
  }
};

const notDispatched = (order: Order) => conflict(order, 'not-dispatched', 'No courier is on the way with this order.');

const handedOver = (order: Order) => conflict(order, 'handed-over', 'The customer has the order.');

const handOver = (order: Order, courier: Courier | undefined, now: Date): Decision => {
  const deliveredAt = now.toISOString();
  return {
    order: { ...order, progress: { status: 'delivered', deliveredAt, courier } },
    events: [
      {
        event: OrderDelivered,
        data: {
          orderId: order.id,
          number: order.number,
          customerId: order.customerId,
          fulfilment: { type: order.fulfilment.type },
          courier,
          deliveredAt,
          promisedAt: order.estimatedDelivery,
        },
      },
    ],
  };
};

/**
 * A courier could not hand an order over, and brings it back: it can be sent out again, collected, or cancelled. Again
 * changes nothing.
 */
export const bringBack = (order: Order, reason: string, now: Date): Decision => {
  const { progress } = order;
  switch (progress.status) {
    case 'placed':
    case 'cooking':
    case 'ready':
      throw notDispatched(order);
    case 'out-for-delivery':
      return broughtBack(order, progress.courier, reason, now);
    case 'undeliverable':
      return unchanged(order);
    case 'delivered':
      throw handedOver(order);
    case 'cancelled':
      throw conflict(order, 'order-cancelled', 'The order is cancelled.');
    default:
      return progress satisfies never;
  }
};

const broughtBack = (order: Order, courier: Courier, reason: string, now: Date): Decision => {
  const { id: orderId, number, customerId, customer } = order;
  const at = now.toISOString();
  return {
    order: { ...order, progress: { status: 'undeliverable', courier, reason, broughtBackAt: at } },
    events: [{ event: OrderUndeliverable, data: { orderId, number, customerId, customer, courier, reason, at } }],
  };
};
