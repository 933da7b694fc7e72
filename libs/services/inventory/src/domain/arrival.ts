import {
  type Decided,
  type OrderOnItsWay,
  outstanding,
  type PurchaseOrder,
  type PurchaseOrderLine,
} from './purchase-order';
import { Refusal } from './refusal';
import type { StockBook } from './stock-book';

/** What a supplier brought. */
export interface Brought {
  /** Without lines: all that is outstanding or, when the order is to be closed, nothing more. */
  readonly lines?: readonly { readonly ingredientId: string; readonly quantity: number }[];
  /** Nothing more will come: the order is closed with what came. */
  readonly complete?: boolean;
}

/** A purchase order after something came, with what goes on the shelves. */
export interface Arrival extends Decided {
  readonly came: readonly { readonly ingredientId: string; readonly quantity: number }[];
}

/**
 * Books in what came of an order. Throws `Refusal` when it was not sent yet, on more than is outstanding, on what was
 * not ordered, and when something comes of an order that is closed.
 */
export const arrivalOf = (order: PurchaseOrder, brought: Brought, at: string): Arrival => {
  if (order.state === 'open') throw conflict(order, 'purchase-order-open', 'It was not sent yet.');
  if (order.state === 'received') {
    if (brought.lines?.length) throw conflict(order, 'purchase-order-received', 'It is closed: nothing more can come.');
    return { order, came: [], already: true };
  }
  const came = brought.lines ?? (brought.complete ? [] : whatIsOutstanding(order));
  const lines = came.reduce((known, one) => linesAfter({ ...order, lines: known }, one), order.lines);
  const closed = brought.complete === true || lines.every((line) => outstanding(line) === 0);
  return {
    order: closed
      ? { ...order, state: 'received', lines, receivedAt: at }
      : { ...order, state: came.length > 0 ? 'partly-received' : order.state, lines },
    came,
    already: false,
  };
};

const whatIsOutstanding = ({ lines }: PurchaseOrder): Arrival['came'] =>
  lines
    .map((line) => ({ ingredientId: line.ingredientId, quantity: outstanding(line) }))
    .filter(({ quantity }) => quantity > 0);

const linesAfter = (order: OrderOnItsWay, came: Arrival['came'][number]): readonly PurchaseOrderLine[] => {
  const line = order.lines.find(({ ingredientId }) => ingredientId === came.ingredientId);
  const { ingredientId } = came;
  if (!line) throw new Refusal('invalid', 'not-ordered', 'It was not ordered with this order.', { ingredientId });
  if (came.quantity > outstanding(line))
    throw conflict(order, 'more-than-outstanding', 'More came than is outstanding: enter the rest as a delivery.', {
      ingredientId,
      outstanding: outstanding(line),
    });
  const received = line.received + came.quantity;
  return order.lines.map((one) => (one === line ? { ...one, received } : one));
};

const conflict = ({ state }: PurchaseOrder, code: string, message: string, details: object = {}): Refusal =>
  new Refusal('conflict', code, message, { state, ...details });

/** Puts what came on the shelves. */
export const putAway = (book: StockBook, { order: { purchaseOrderId }, came }: Arrival, by: string): void => {
  for (const { ingredientId, quantity } of came)
    book.move({ ingredientId, kind: 'delivery', quantity, purchaseOrderId, by });
};
