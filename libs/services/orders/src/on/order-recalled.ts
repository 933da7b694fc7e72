import { on } from '@pizzeria/bus';
import { OrderRecalled } from '@pizzeria/contracts';
import { recalled } from '../domain/kitchen-news';
import type { OrdersParts } from '../use-cases/ports';

/** Shows that the order is in the making again, unless it has left the shop. */
export const showRecalled = on(OrderRecalled, async ({ data, sequence }, { orders }: OrdersParts) => {
  await orders.update(data.orderId, (order) => recalled(order, data, sequence));
});
