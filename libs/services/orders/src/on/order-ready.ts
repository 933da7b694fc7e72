import { on } from '@pizzeria/bus';
import { OrderReady } from '@pizzeria/contracts';
import { madeReady } from '../domain/kitchen-news';
import type { OrdersParts } from '../use-cases/ports';

/** Shows that the order can be handed over. */
export const showReady = on(OrderReady, async ({ data, sequence }, { orders }: OrdersParts) => {
  await orders.update(data.orderId, (order) => madeReady(order, data, sequence));
});
