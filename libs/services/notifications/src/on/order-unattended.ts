import { OrderUnattended } from '@pizzeria/contracts';
import { orderUnattended } from '../domain/order-unattended';
import { tellManager } from '../use-cases/announce';

/** Tells the manager that nobody starts an order, at every level. */
export const { bySms: callManagerBySms, byEmail: callManagerByEmail } = tellManager(OrderUnattended, {
  kind: 'order-unattended',
  letter: orderUnattended,
});
