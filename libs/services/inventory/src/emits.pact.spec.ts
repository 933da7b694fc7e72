import {
  InventoryLow,
  InventoryReserved,
  InventoryShort,
  MenuAvailabilityChanged,
  OrderPlaced,
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

let orders = 0;

/** Somebody counts the basil, then an order for one margherita comes. */
const said =
  (event: EventDefinition, basil: number): Story =>
  async () => {
    orders += 1;
    const body = { kind: 'count', quantity: basil };
    await shop.call('POST', '/api/inventory/ingredients/basil/adjustments', { as: 'manager', body });
    await shop.publishForeign(OrderPlaced, aPlacedOrder(orders, { items: [pizzaLine('margherita')] }));
    await shop.settled();
    return shop.published(event).at(-1)?.data;
  };

publisherPacts('inventory', {
  'inventory.reserved v1: all ingredients': said(InventoryReserved, 2_000),
  'inventory.low v1: of an ingredient': said(InventoryLow, 100),
  'inventory.short v1: of an ingredient': said(InventoryShort, 0),
  'menu.availability-changed v1: of a pizza': said(MenuAvailabilityChanged, 0),
});
