import {
  InventoryLow,
  InventoryReserved,
  InventoryShort,
  MenuAvailabilityChanged,
  PurchaseOrderPlaced,
} from '@pizzeria/contracts';
import { defineService } from '@pizzeria/service';
import { routes } from './http/routes';
import { ingredientsLow } from './measures/measures';
import { stock } from './migrations/001-stock';
import { purchaseOrders } from './migrations/002-purchase-orders';
import { openingStock } from './migrations/003-opening-stock';
import { orderFromSupplier } from './on/inventory-low';
import { releaseForCancellation } from './on/order-cancelled';
import { commitForCooking } from './on/order-cooking-started';
import { reserveForOrder } from './on/order-placed';
import type { InventoryParts } from './parts';
import { postgresPurchaseOrders } from './postgres/purchase-orders';
import { postgresStock } from './postgres/stock';

/** Inventory: what lies on the shelves, for whom it is set aside, and what is on its way. */
export const inventory = defineService({
  name: 'inventory',
  publishes: [InventoryReserved, InventoryShort, InventoryLow, MenuAvailabilityChanged, PurchaseOrderPlaced],
  subscriptions: {
    stock: { handlers: [reserveForOrder, commitForCooking, releaseForCancellation] },
    procurement: { handlers: [orderFromSupplier], concurrency: 4 },
  },
  routes,
  migrations: [stock, purchaseOrders, openingStock],
  settings: {},
  measures: [ingredientsLow],
  parts: ({ database, clock, ids, publish }): InventoryParts => ({
    stock: postgresStock(database, publish, clock),
    purchaseOrders: postgresPurchaseOrders(database, publish, { clock, ids }),
  }),
});
