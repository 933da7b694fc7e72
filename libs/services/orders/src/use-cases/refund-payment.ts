import type { Order } from '../domain/order';
import { refundPayment as refund, type RefundDraft } from '../domain/refund';
import type { OrdersParts } from './ports';

/** Records money that staff gave back for an order. */
export const refundPayment = (
  id: string,
  draft: Omit<RefundDraft, 'id'>,
  { orders, clock, ids }: OrdersParts,
): Promise<Order> => orders.update(id, (order) => refund(order, { ...draft, id: ids.next() }, clock.now()));
