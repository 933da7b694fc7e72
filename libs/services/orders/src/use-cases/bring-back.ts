import { bringBack as back } from '../domain/hand-over';
import type { Order } from '../domain/order';
import type { OrdersParts } from './ports';

/** Notes that a courier could not hand an order over. */
export const bringBack = (id: string, reason: string, { orders, clock }: OrdersParts): Promise<Order> =>
  orders.update(id, (order) => back(order, reason, clock.now()));
