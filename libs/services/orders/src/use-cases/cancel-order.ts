import { cancelOrder as cancel, type Cancellation } from '../domain/cancel';
import type { Order } from '../domain/order';
import type { OrdersParts } from './ports';

/** Calls an order off on behalf of its customer or the staff. */
export const cancelOrder = (id: string, by: Cancellation, { orders, clock }: OrdersParts): Promise<Order> =>
  orders.update(id, (order) => cancel(order, by, clock.now()));
