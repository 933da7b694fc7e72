import {
  InventoryLow,
  InventoryReserved,
  InventoryShort,
  MenuAvailabilityChanged,
  PurchaseOrderPlaced,
} from '@pizzeria/contracts';
import { defineService } from '@pizzeria/service';
import { correctAvailability } from './chores/availability';
import { procureWanted } from './chores/procure';
import { routes } from './http/routes';
import { ingredientsLow } from './measures/measures';
import { stock } from './migrations/001-stock';
import { purchaseOrders } from './migrations/002-purchase-orders';
import { openingStock } from './migrations/003-opening-stock';
import { moreStock } from './migrations/004-more-ingredients';
import { menuRecipes } from './migrations/005-recipes';
import { sentPurchaseOrders } from './migrations/006-sent-purchase-orders';
import { orderFromSupplier } from './on/inventory-low';
import { releaseForCancellation } from './on/order-cancelled';
import { commitForCooking } from './on/order-cooking-started';
import { reserveForOrder } from './on/order-placed';
import type { InventoryParts } from './parts';
import { postgresAvailability } from './postgres/availability';
import { postgresPurchaseOrders } from './postgres/purchase-orders';
import { postgresRecipes } from './postgres/recipes';
import { postgresStock } from './postgres/stock';
import { settings } from './settings';

/** Inventory: what lies on the shelves, for whom it is set aside, and what is on its way. */
export const inventory = defineService({
  name: 'inventory',
  publishes: [InventoryReserved, InventoryShort, InventoryLow, MenuAvailabilityChanged, PurchaseOrderPlaced],
  subscriptions: {
    stock: { handlers: [reserveForOrder, commitForCooking, releaseForCancellation] },
    procurement: { handlers: [orderFromSupplier], concurrency: 4 },
  },
  routes,
  chores: { procure: procureWanted, availability: correctAvailability },
  migrations: [stock, purchaseOrders, openingStock, moreStock, menuRecipes, sentPurchaseOrders],
  settings,
  measures: [ingredientsLow],
  parts: ({ database, clock, ids, publish, settings: values }): InventoryParts => {
    const availability = postgresAvailability(database, publish, clock);
    return {
      stock: postgresStock(database, publish, { clock, availability }),
      recipes: postgresRecipes(database, availability),
      availability,
      purchaseOrders: postgresPurchaseOrders(database, publish, { clock, ids }),
      purchaseOrderMinutes: values.PURCHASE_ORDER_MINUTES,
      clock,
    };
  },
});
