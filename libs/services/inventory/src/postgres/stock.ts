import type { Clock } from '@pizzeria/bus';
import type { Database } from '@pizzeria/postgres';
import type { Publish } from '@pizzeria/service';
import { serveWaiting, stepBack } from '../domain/orders';
import { StockBook, type StockEvent } from '../domain/stock-book';
import type { MenuAvailability, Stock } from '../use-cases/ports';
import { addShelf, keepSupplier } from './ingredient-rows';
import { addMovements, listMovements } from './movement-rows';
import {
  listReservations,
  readReservation,
  readReserved,
  readShelves,
  readWaiting,
  saveReservations,
  saveShelves,
} from './stock-rows';

/** Namespace of the advisory locks that hold one order each. */
const orderLocks = 1;

/**
 * Stock in inventory's own database.
 *
 * Locks are always taken in this order: the order, its shelves by id, the list of what cannot be made; and that last
 * one only by who brings a shelf across what a portion takes. A reservation is written only by who holds its
 * order or, beside it, every shelf. So two decisions never wait for each other, and none reads what another is about
 * to change.
 */
export const postgresStock = (
  database: Database,
  publish: Publish<StockEvent['event']>,
  { clock, availability }: { readonly clock: Pick<Clock, 'now'>; readonly availability: MenuAvailability },
): Stock => {
  /** Decides about shelves that are held, then settles what follows from it, and writes it all. */
  const decided = async (ids: readonly string[] | 'every', decide: (book: StockBook) => Promise<void> | void) => {
    const { sql } = database;
    const book = new StockBook(await readShelves(sql, { ids, lock: true }));
    await decide(book);
    if (book.overdrawn.length > 0) stepBack(book, await readReserved(sql, book.overdrawn));
    if (book.freed.length > 0) serveWaiting(book, await readWaiting(sql, book.freed));
    const { shelves, movements, reservations, said, changesMenu } = book.change();
    await saveShelves(sql, shelves);
    await addMovements(sql, movements, clock.now());
    await saveReservations(sql, reservations);
    for (const { sequence, event } of said) publish([event], { sequence });
    if (changesMenu) await availability.say();
  };

  return {
    forOrder: (orderId, shelves, decide) =>
      database.transaction(async () => {
        await database.sql.raw('select pg_advisory_xact_lock(?, hashtext(?))', [orderLocks, orderId]);
        const before = await readReservation(database.sql, orderId);
        // Who holds the order knows that none appears; one that exists may change until its shelves are held too.
        await decided(shelves(before), async (book) =>
          decide(book, before && (await readReservation(database.sql, orderId))),
        );
      }),
    update: (decide) => database.transaction(() => decided('every', decide)),
    supplier: (wanted) => keepSupplier(database.sql, wanted),
    add: (ingredient) => addShelf(database.sql, ingredient),
    shelves: () => readShelves(database.sql, { ids: 'every', lock: false }),
    low: async () => {
      const row = await database.sql('ingredients').where({ low: true }).count<{ count: string }>('* as count').first();
      return Number(row?.count ?? 0);
    },
    shelf: async (ingredientId) => (await readShelves(database.sql, { ids: [ingredientId], lock: false }))[0],
    movements: (wanted) => listMovements(database.sql, wanted),
    reservations: (wanted) => listReservations(database.sql, wanted),
  };
};
