import { OrderReady } from '@pizzeria/contracts';
import { orderReady } from '../domain/order-ready';
import { tellCustomer } from '../use-cases/announce';
import { restOf } from '../use-cases/rest-of';

/** Tells that an order is ready and how to collect it, once nobody has recalled it for a while. */
export const { bySms: announceBySms, byEmail: announceByEmail } = tellCustomer(OrderReady, {
  kind: 'order-ready',
  letter: orderReady,
  due: ({ time }, _, { rules, clock }) => restOf(rules.readyDelayMs, time, clock),
});
