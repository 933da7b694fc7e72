import { on } from '@pizzeria/bus';
import { OrderCookingStarted } from '@pizzeria/contracts';
import { cookingStarted } from '../domain/kitchen-news';
import type { OrdersParts } from '../use-cases/ports';

/** Shows that the order is being made; from now on its customer cannot cancel it. */
export const showCooking = on(OrderCookingStarted, async ({ data, sequence }, { orders }: OrdersParts) => {
  await orders.update(data.orderId, (order) => cookingStarted(order, data, sequence));
});
