import { on } from '@pizzeria/bus';
import { OrderCookingStarted } from '@pizzeria/contracts';
import { cookingStarted } from '../domain/orders';
import type { InventoryParts } from '../parts';

/** What was set aside for the order leaves the shelves. */
export const commitForCooking = on(OrderCookingStarted, async ({ data }, { stock }: InventoryParts) => {
  await stock.forOrder(
    data.orderId,
    () => 'every',
    (book, known) => cookingStarted(book, data.orderId, known),
  );
});
