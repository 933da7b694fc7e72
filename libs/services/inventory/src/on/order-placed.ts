import { on, Reject } from '@pizzeria/bus';
import { OrderPlaced } from '@pizzeria/contracts';
import { needsOf, skusOf } from '../domain/needs';
import { orderPlaced } from '../domain/orders';
import type { InventoryParts } from '../parts';

/** Sets aside what the recipes of an order need; short of any ingredient, says which, and the order waits. */
export const reserveForOrder = on(OrderPlaced, async ({ data, time }, { stock, recipes }: InventoryParts) => {
  const recipe = needsOf(data.items, await recipes.of(skusOf(data.items)));
  if (!recipe.known)
    throw new Reject(
      `no recipe for ${recipe.unknown.join(', ')}: PUT it to /api/inventory/recipes/{sku}, and replay this event`,
    );
  const order = { number: data.number, placedAt: time, needs: recipe.needs };
  await stock.forOrder(
    data.orderId,
    (known) => (known ? 'every' : Object.keys(recipe.needs)),
    (book, known) => orderPlaced(book, data.orderId, known, order),
  );
});
