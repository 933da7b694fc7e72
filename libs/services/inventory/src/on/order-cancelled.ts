import { on } from '@pizzeria/bus';
import { OrderCancelled } from '@pizzeria/contracts';
import { orderCancelled } from '../domain/orders';
import type { InventoryParts } from '../parts';

/** Frees what was set aside, for the oldest order that waits; an order not heard of yet will get nothing. */
export const releaseForCancellation = on(OrderCancelled, async ({ data }, { stock }: InventoryParts) => {
  await stock.forOrder(
    data.orderId,
    () => 'every',
    (book, known) => orderCancelled(book, data.orderId, known),
  );
});
