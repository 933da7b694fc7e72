import { InventoryReserved, InventoryShort } from '@pizzeria/contracts';
import type { OrderNeeds, Reservation, Reserved, Waiting } from './reservation';
import { quantitiesOf } from './shelf';
import type { StockBook } from './stock-book';

/**
 * What news of orders does to the stock. News comes late, twice and in any order; `known` is what was held for the
 * order before. Whatever the order of the news, the reservation ends in the same state.
 */

/** Sets aside all that the order needs or, short of anything, nothing: then the order waits. */
export const orderPlaced = (
  book: StockBook,
  orderId: string,
  known: Reservation | undefined,
  order: OrderNeeds,
): void => {
  if (!known) reserveOrWait(book, { orderId, version: 0, order });
  else if (known.state === 'released' && !known.order) book.keep({ ...known, order });
  else if (known.state === 'committed' && !known.order) {
    book.take(orderId, order.needs);
    book.keep({ ...known, order });
  }
};

/** Takes what was set aside from the shelves. Of an order that had nothing set aside, takes what is there. */
export const cookingStarted = (book: StockBook, orderId: string, known: Reservation | undefined): void => {
  if (known?.state === 'committed') return;
  if (!known) return book.keep({ state: 'committed', orderId, version: 0 });
  if (known.state === 'reserved') book.use(orderId, known.order.needs);
  else if (known.order) book.take(orderId, known.order.needs);
  book.keep({ state: 'committed', orderId, version: known.version, order: known.order });
};

/** Frees what was set aside. What is being cooked stays used. */
export const orderCancelled = (book: StockBook, orderId: string, known: Reservation | undefined): void => {
  if (!known) return book.keep({ state: 'released', orderId, version: 0 });
  if (known.state === 'committed' || known.state === 'released') return;
  if (known.state === 'reserved') book.giveBack(known.order.needs);
  book.keep({ state: 'released', orderId, version: known.version, order: known.order });
};

/**
 * Tries those who wait, oldest first by when they were placed: each that now fits is served. One that does not fit holds
 * up no other, and keeps its place: it is asked first whenever something comes.
 */
export const serveWaiting = (book: StockBook, waiting: readonly Waiting[]): void => {
  const untouched = waiting.filter(({ orderId }) => !book.kept(orderId));
  for (const { orderId, version, order } of [...untouched, ...book.keptWaiting].sort(byAge))
    if (book.missing(order.needs).length === 0) reserveOrWait(book, { orderId, version, order });
};

/** Less lies there than was set aside: orders go back to waiting, newest first, until the rest is covered. */
export const stepBack = (book: StockBook, reserved: readonly Reserved[]): void => {
  const untouched = reserved.filter(({ orderId }) => !book.kept(orderId));
  for (const { orderId, version, order } of [...untouched].sort(byAge).reverse()) {
    if (!book.overdrawn.some((ingredientId) => ingredientId in order.needs)) continue;
    book.giveBack(order.needs);
    wait(book, { orderId, version, order }, book.missing(order.needs));
  }
};

const byAge = (a: Waiting | Reserved, b: Waiting | Reserved): number =>
  Date.parse(a.order.placedAt) - Date.parse(b.order.placedAt) || a.order.number - b.order.number;

interface Wish {
  readonly orderId: string;
  readonly version: number;
  readonly order: OrderNeeds;
}

const reserveOrWait = (book: StockBook, wish: Wish): void => {
  const { orderId, order } = wish;
  const missing = book.missing(order.needs);
  if (missing.length > 0) return wait(book, wish, missing);
  book.setAside(order.needs);
  const ingredients = quantitiesOf(order.needs, book.shelf);
  book.keep({ state: 'reserved', ...wish }, { event: InventoryReserved, data: { orderId, ingredients } });
};

const wait = (book: StockBook, wish: Wish, missing: Waiting['missing']): void =>
  book.keep(
    { state: 'waiting', ...wish, missing },
    { event: InventoryShort, data: { orderId: wish.orderId, missing } },
  );
