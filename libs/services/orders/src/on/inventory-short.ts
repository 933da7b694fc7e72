import { on } from '@pizzeria/bus';
import { InventoryShort } from '@pizzeria/contracts';
import { stockShort } from '../domain/stock-news';
import type { OrdersParts } from '../use-cases/ports';

/** Shows what is missing for the order. */
export const showShort = on(InventoryShort, async ({ data, sequence }, { orders }: OrdersParts) => {
  await orders.update(data.orderId, (order) => stockShort(order, data.missing, sequence));
});
