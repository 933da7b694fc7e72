import type { Ordered, PurchaseOrder } from '../domain/purchase-order';
import type { Reservation } from '../domain/reservation';
import type { Shelf } from '../domain/shelf';
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
  /** Every shelf, by id. */
  shelves(): Promise<readonly Shelf[]>;
  /** How many shelves are low. */
  low(): Promise<number>;
  shelf(ingredientId: string): Promise<Shelf | undefined>;
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

/** Orders from suppliers. At most one is open for a supplier; who decides about one holds the supplier. */
export interface PurchaseOrders {
  /**
   * Decides what to order from a supplier. `decide` is synchronous and is given the open order, or a blank one, and
   * the supplier's ingredients that are low; undefined orders nothing. An unknown supplier orders nothing.
   */
  order(supplierId: string, decide: (open: PurchaseOrder, low: readonly Shelf[]) => Ordered | undefined): Promise<void>;
  /**
   * Marks an open order as received and answers it; `already` when it was received before. Undefined when there
   * is no such order. The supplier stays held until the transaction ends.
   */
  receive(purchaseOrderId: string): Promise<{ readonly order: PurchaseOrder; readonly already: boolean } | undefined>;
  /** Newest first. */
  list(wanted: WantedPurchaseOrders): Promise<readonly PurchaseOrder[]>;
}

export interface WantedPurchaseOrders {
  readonly state?: PurchaseOrder['state'];
  /** Number of the last one seen. */
  readonly before?: number;
  readonly limit: number;
}
