import { deliverOrder as deliver } from '../domain/hand-over';
import type { Order } from '../domain/order';
import type { OrdersParts } from './ports';

/** Notes that the customer has the order. */
export const deliverOrder = (id: string, { orders, clock }: OrdersParts): Promise<Order> =>
  orders.update(id, (order) => deliver(order, clock.now()));
