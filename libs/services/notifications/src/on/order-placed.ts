import { OrderPlaced } from '@pizzeria/contracts';
import { orderConfirmed } from '../domain/order-confirmed';
import { tellCustomer } from '../use-cases/announce';

/** Confirms an order: number, total, expected time; by e-mail with all its lines. */
export const { bySms: confirmBySms, byEmail: confirmByEmail } = tellCustomer(OrderPlaced, {
  kind: 'order-confirmed',
  letter: orderConfirmed,
});
