import type { Order } from '../domain/order';
import { recordPayment as record, type PaymentDraft } from '../domain/pay';
import type { OrdersParts } from './ports';

/** Records money that staff took for an order. */
export const recordPayment = (
  id: string,
  payment: Omit<PaymentDraft, 'id'>,
  { orders, clock, ids }: OrdersParts,
): Promise<Order> => orders.update(id, (order) => record(order, { ...payment, id: ids.next() }, clock.now()));
