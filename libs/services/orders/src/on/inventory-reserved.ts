import { on } from '@pizzeria/bus';
import { InventoryReserved } from '@pizzeria/contracts';
import { stockReserved } from '../domain/stock-news';
import type { OrdersParts } from '../use-cases/ports';

/** Shows that all ingredients of the order are set aside. */
export const showReserved = on(InventoryReserved, async ({ data, sequence }, { orders }: OrdersParts) => {
  await orders.update(data.orderId, (order) => stockReserved(order, sequence));
});
