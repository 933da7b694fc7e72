import {
  type IngredientQuantity,
  PurchaseOrderPlaced,
  type PurchaseOrderPlacedData,
  type Supplier,
} from '@pizzeria/contracts';
import { available, type Shelf } from './shelf';

/**
 * An order from a supplier: `open → sent → partly-received → received`. While it is open its lines grow; a supplier
 * has at most one open. Once sent, what is ordered stands, and what did not come yet is on its way.
 */
export type PurchaseOrder = OpenOrder | OrderOnItsWay | ReceivedOrder;

interface Numbered {
  readonly purchaseOrderId: string;
  /** Short number that people say aloud. */
  readonly number: number;
  readonly supplier: Supplier;
  /** Sequence of the last event about it; 0 before the first. */
  readonly version: number;
  readonly lines: readonly PurchaseOrderLine[];
  readonly openedAt: string;
}

export interface OpenOrder extends Numbered {
  readonly state: 'open';
}

export interface OrderOnItsWay extends Numbered {
  readonly state: 'sent' | 'partly-received';
  readonly sentAt: string;
}

export interface ReceivedOrder extends Numbered {
  readonly state: 'received';
  /** Absent when it came before orders were sent by themselves. */
  readonly sentAt?: string;
  readonly receivedAt: string;
}

export interface PurchaseOrderLine extends IngredientQuantity {
  /** How much of it has come. */
  readonly received: number;
}

/** What was ordered and has not come. */
export const outstanding = ({ quantity, received }: PurchaseOrderLine): number => Math.max(0, quantity - received);

/** An ingredient that is to be ordered. */
export interface Wanted {
  readonly shelf: Shelf;
  /** What orders that wait take of it as soon as it comes. */
  readonly awaited: number;
  /** What other purchase orders bring. */
  readonly onItsWay: number;
}

/**
 * Orders what is wanted up to par, beside what waits for it and what is on its way already. `lines` are those of the
 * supplier's open order, if he has one; they only grow. Answers undefined when there is nothing to add.
 */
export const orderUpToPar = (
  lines: readonly PurchaseOrderLine[],
  wanted: readonly Wanted[],
): readonly PurchaseOrderLine[] | undefined => {
  const grown = new Map(lines.map((line) => [line.ingredientId, line]));
  let grew = false;
  for (const { shelf, awaited, onItsWay } of wanted) {
    const { ingredientId, name, unit, par } = shelf;
    const quantity = par + awaited - available(shelf) - onItsWay;
    if (quantity <= (grown.get(ingredientId)?.quantity ?? 0)) continue;
    grown.set(ingredientId, { ingredientId, name, unit, quantity, received: 0 });
    grew = true;
  }
  return grew ? [...grown.values()] : undefined;
};

/** A purchase order after a decision, with what is to be said about it. */
export interface Decided {
  readonly order: PurchaseOrder;
  /** It was so before: nothing changed. */
  readonly already: boolean;
  readonly said?: { readonly event: typeof PurchaseOrderPlaced; readonly data: PurchaseOrderPlacedData };
}

/** Sends an open order, and says it whole: once. */
export const sendOrder = (order: PurchaseOrder, sentAt: string): Decided => {
  if (order.state !== 'open') return { order, already: true };
  const { purchaseOrderId, number, supplier } = order;
  const lines = order.lines.map(({ ingredientId, name, unit, quantity }) => ({ ingredientId, name, unit, quantity }));
  return {
    order: { ...order, state: 'sent', version: order.version + 1, sentAt },
    already: false,
    said: { event: PurchaseOrderPlaced, data: { purchaseOrderId, number, supplier, lines, placedAt: sentAt } },
  };
};
