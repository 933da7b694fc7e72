import type { Courier } from '@pizzeria/contracts';
import { dispatchOrder as dispatch } from '../domain/hand-over';
import type { Order } from '../domain/order';
import type { OrdersParts } from './ports';

/** Sends an order out of the shop with a courier. */
export const dispatchOrder = (id: string, courier: Courier, { orders, clock }: OrdersParts): Promise<Order> =>
  orders.update(id, (order) => dispatch(order, courier, clock.now()));
