import type { Clock } from '@pizzeria/bus';
import type { MenuAvailability, PurchaseOrders, Recipes, Stock } from './use-cases/ports';

/** What handlers, routes and chores of inventory are given. */
export interface InventoryParts {
  readonly stock: Stock;
  readonly recipes: Recipes;
  readonly availability: MenuAvailability;
  readonly purchaseOrders: PurchaseOrders;
  /** How long a purchase order gathers lines before it goes out, in minutes. */
  readonly purchaseOrderMinutes: number;
  readonly clock: Pick<Clock, 'now'>;
}
