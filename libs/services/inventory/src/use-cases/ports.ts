import type { Supplier } from '@pizzeria/contracts';
import type { KeptIngredient, SupplierWanted } from '../domain/ingredient';
import type { Decided, PurchaseOrder, PurchaseOrderLine, Wanted } from '../domain/purchase-order';
import type { Recipe, RecipeBook } from '../domain/recipes';
import type { Reservation } from '../domain/reservation';
import type { Movement, Shelf } from '../domain/shelf';
import type { StockBook } from '../domain/stock-book';

/**
 * What lies on the shelves, and for whom it is set aside. Each write locks what it decides about, shelves always in
 * the order of their ids, and says in the same transaction what was decided. After each decision, orders that wait
 * are tried when something became free, and the newest step back when too little is left: no order is forgotten,
 * and nothing is set aside twice.
 */
export interface Stock {
  /**
   * Decides about one order. `shelves` says which shelves the decision needs, by what is known of the order; it
   * needs every shelf unless all it does is to set aside. `decide` is synchronous; what it throws changes nothing.
   */
  forOrder(
    orderId: string,
    shelves: (known: Reservation | undefined) => readonly string[] | 'every',
    decide: (book: StockBook, known: Reservation | undefined) => void,
  ): Promise<void>;
  /** Decides about the shelves themselves. */
  update(decide: (book: StockBook) => void): Promise<void>;
  /** Takes a supplier down as he is wanted, and answers him; undefined when he is unknown and has no name. */
  supplier(wanted: SupplierWanted): Promise<Supplier | undefined>;
  /** Puts up an empty shelf for an ingredient; false when there is one. */
  add(ingredient: KeptIngredient): Promise<boolean>;
  /** Every shelf, by id. */
  shelves(): Promise<readonly Shelf[]>;
  /** How many shelves are low. */
  low(): Promise<number>;
  shelf(ingredientId: string): Promise<Shelf | undefined>;
  /** What came and went, newest first. */
  movements(wanted: WantedMovements): Promise<readonly ListedMovement[]>;
  /** Reservations in the order in which their orders were heard of. */
  reservations(wanted: WantedReservations): Promise<readonly ListedReservation[]>;
}

export interface WantedReservations {
  readonly orderId?: string;
  readonly state?: Reservation['state'];
  /** Position of the last one seen. */
  readonly after?: number;
  readonly limit: number;
}

export interface ListedReservation {
  readonly position: number;
  readonly reservation: Reservation;
}

export interface WantedMovements {
  readonly ingredientId?: string;
  /** Position of the last one seen. */
  readonly before?: number;
  readonly limit: number;
}

export interface ListedMovement {
  readonly position: number;
  /** RFC 3339. */
  readonly at: string;
  readonly movement: Movement;
}

/** How everything on the menu is made. */
export interface Recipes {
  /** Those that exist of these. */
  of(skus: readonly string[]): Promise<RecipeBook>;
  /** Every recipe, by sku. */
  all(): Promise<readonly Recipe[]>;
  /**
   * Keeps the recipe of something as `decide` makes it of what the shop keeps; synchronous, and what it throws changes
   * nothing. What can be made is said anew when it changes by this.
   */
  keep(
    sku: string,
    decide: (kept: ReadonlySet<string>) => Recipe,
  ): Promise<{ readonly recipe: Recipe; readonly created: boolean }>;
}

/** What was last said to be impossible for want of ingredients. */
export interface MenuAvailability {
  /** Says what cannot be made now, the whole list, when it is not what was said last. */
  say(): Promise<void>;
}

/** Orders from suppliers. At most one is open for a supplier; who decides about one holds the supplier. */
export interface PurchaseOrders {
  /**
   * Decides what to order from a supplier. `decide` is synchronous, is given the lines of the open order and what is
   * wanted of the supplier, and answers the lines after it; undefined orders nothing. An unknown supplier orders nothing.
   */
  order(
    supplierId: string,
    decide: (open: readonly PurchaseOrderLine[], wanted: readonly Wanted[]) => readonly PurchaseOrderLine[] | undefined,
  ): Promise<void>;
  /**
   * Decides about one order; `decide` is synchronous, and what it throws changes nothing. Answers the decision, or
   * undefined when there is no such order. The supplier stays held until the transaction ends.
   */
  update<Decision extends Decided>(
    purchaseOrderId: string,
    decide: (order: PurchaseOrder, now: string) => Decision,
  ): Promise<Decision | undefined>;
  /** Ids of suppliers of whom something is wanted. */
  asked(): Promise<readonly string[]>;
  /** Ids of open orders whose first line was noted by then, oldest first. */
  due(openedUntil: Date): Promise<readonly string[]>;
  /** Newest first. */
  list(wanted: WantedPurchaseOrders): Promise<readonly PurchaseOrder[]>;
}

export interface WantedPurchaseOrders {
  readonly state?: PurchaseOrder['state'];
  /** Number of the last one seen. */
  readonly before?: number;
  readonly limit: number;
}
