import {
  type IngredientQuantity,
  PurchaseOrderPlaced,
  type PurchaseOrderPlacedData,
  type Supplier,
} from '@pizzeria/contracts';
import { available, type Shelf } from './shelf';
import type { StockBook } from './stock-book';

/** An order from a supplier: `open → received`. A supplier has at most one open. */
export interface PurchaseOrder {
  readonly purchaseOrderId: string;
  /** Short number that people say aloud. */
  readonly number: number;
  readonly supplier: Supplier;
  readonly state: 'open' | 'received';
  /** Sequence of the last event about it. */
  readonly version: number;
  readonly lines: readonly IngredientQuantity[];
  readonly placedAt: string;
  readonly receivedAt?: string;
}

/** A purchase order after a decision, with what is to be said about it. */
export interface Ordered {
  readonly order: PurchaseOrder;
  readonly events: readonly { readonly event: typeof PurchaseOrderPlaced; readonly data: PurchaseOrderPlacedData }[];
}

/**
 * Orders what is low up to par, on the supplier's open order where there is one. Its lines only grow.
 *
 * Each change is said with the whole order as it then is: of two statements about one purchase order the later one
 * holds, and replaces the earlier. Answers undefined when there is nothing to add.
 */
export const orderUpToPar = (open: PurchaseOrder, low: readonly Shelf[]): Ordered | undefined => {
  const lines = new Map(open.lines.map((line) => [line.ingredientId, line]));
  let grew = false;
  for (const shelf of low) {
    const { ingredientId, name, unit, par } = shelf;
    const quantity = par - available(shelf);
    if (quantity <= (lines.get(ingredientId)?.quantity ?? 0)) continue;
    lines.set(ingredientId, { ingredientId, name, unit, quantity });
    grew = true;
  }
  if (!grew) return undefined;
  const order = { ...open, version: open.version + 1, lines: [...lines.values()] };
  const { purchaseOrderId, number, supplier, placedAt } = order;
  return {
    order,
    events: [{ event: PurchaseOrderPlaced, data: { purchaseOrderId, number, supplier, lines: order.lines, placedAt } }],
  };
};

/** A purchase order before its first line. */
export const blankOrder = (
  supplier: Supplier,
  { purchaseOrderId, number, placedAt }: Pick<PurchaseOrder, 'purchaseOrderId' | 'number' | 'placedAt'>,
): PurchaseOrder => ({ purchaseOrderId, number, supplier, state: 'open', version: 0, lines: [], placedAt });

/** Puts a delivery on the shelves, all lines as ordered. */
export const putAway = (book: StockBook, { purchaseOrderId, lines }: PurchaseOrder, by: string): void => {
  for (const { ingredientId, quantity } of lines)
    book.move({ ingredientId, kind: 'delivery', quantity, purchaseOrderId, by });
};
