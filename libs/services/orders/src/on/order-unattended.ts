import { on } from '@pizzeria/bus';
import { OrderUnattended } from '@pizzeria/contracts';
import { leftUnattended } from '../domain/kitchen-news';
import type { OrdersParts } from '../use-cases/ports';

/** Shows staff that nobody has started the order; at the last level calls it off, unless cooking began meanwhile. */
export const mindUnattended = on(OrderUnattended, async ({ data, sequence }, { orders, clock }: OrdersParts) => {
  await orders.update(data.orderId, (order) => leftUnattended(order, data, sequence, clock.now()));
});
