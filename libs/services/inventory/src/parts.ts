import type { PurchaseOrders, Stock } from './use-cases/ports';

/** What handlers and routes of inventory are given. */
export interface InventoryParts {
  readonly stock: Stock;
  readonly purchaseOrders: PurchaseOrders;
}
