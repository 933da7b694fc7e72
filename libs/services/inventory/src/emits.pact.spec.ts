import {
  InventoryLow,
  InventoryReserved,
  InventoryShort,
  MenuAvailabilityChanged,
  OrderPlaced,
  PurchaseOrderPlaced,
} from '@pizzeria/contracts';
import type { EventDefinition } from '@pizzeria/bus';
import { publisherPacts, type Story } from '@pizzeria/pacts';
import { startTestService, type TestService } from '@pizzeria/service/testing';
import { inventory } from './service';
import { aPlacedOrder, pizzaLine } from './testing/fixtures';

let shop: TestService;
beforeAll(async () => {
  shop = await startTestService(inventory);
});
afterAll(() => shop.stop());

const count = (ingredient: string, quantity: number) =>
  shop.call('POST', `/api/inventory/ingredients/${ingredient}/adjustments`, {
    as: 'manager',
    body: { kind: 'count', quantity },
  });

let orders = 0;

/** Somebody counts the basil, then an order for one margherita comes. */
const said =
  (event: EventDefinition, basil: number): Story =>
  async () => {
    orders += 1;
    await count('basil', basil);
    await shop.publishForeign(OrderPlaced, aPlacedOrder(orders, { items: [pizzaLine('margherita')] }));
    await shop.settled();
    return shop.published(event).at(-1)?.data;
  };

/** Nothing is left of the parmesan, and the dairy hears of it a quarter of an hour later. */
const sent: Story = async () => {
  await count('parmesan', 0);
  await shop.settled();
  shop.clock.advance(15 * 60_000);
  await shop.chore('procure');
  await shop.settled();
  return shop.published(PurchaseOrderPlaced).at(-1)?.data;
};

publisherPacts('inventory', {
  'inventory.reserved v1: all ingredients': said(InventoryReserved, 2_000),
  'inventory.low v1: of an ingredient': said(InventoryLow, 100),
  'inventory.short v1: of an ingredient': said(InventoryShort, 0),
  'menu.availability-changed v1: of a pizza': said(MenuAvailabilityChanged, 0),
  'purchase-order.placed v1: to a supplier with an e-mail address': sent,
});
