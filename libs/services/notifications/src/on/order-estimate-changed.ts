import { OrderEstimateChanged } from '@pizzeria/contracts';
import { isLate, orderLate } from '../domain/order-late';
import { tellCustomerSoon } from '../use-cases/announce';

/** Tells once that an order will be much later than promised. */
export const { bySms: apologiseBySms, byEmail: apologiseByEmail } = tellCustomerSoon(OrderEstimateChanged, {
  kind: 'order-late',
  letter: orderLate,
  due: ({ data }, _, { rules }) => isLate(data, rules.toleratedMinutes),
  once: true,
});
