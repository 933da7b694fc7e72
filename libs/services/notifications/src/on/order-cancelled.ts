import { OrderCancelled } from '@pizzeria/contracts';
import { orderCancelled } from '../domain/order-cancelled';
import { tellCustomer } from '../use-cases/announce';

/** Tells that an order will not be made, and what is paid back. */
export const { bySms: cancelBySms, byEmail: cancelByEmail } = tellCustomer(OrderCancelled, {
  kind: 'order-cancelled',
  letter: orderCancelled,
});
