import { OrderOutForDelivery } from '@pizzeria/contracts';
import { orderOnItsWay } from '../domain/order-on-its-way';
import { tellCustomerSoon } from '../use-cases/announce';

/** Tells that a courier is on the way. */
export const { bySms: onItsWayBySms, byEmail: onItsWayByEmail } = tellCustomerSoon(OrderOutForDelivery, {
  kind: 'order-on-its-way',
  letter: orderOnItsWay,
});
