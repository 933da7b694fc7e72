import type { EventDefinition, RaisedEvent } from '@pizzeria/bus';
import { uuidv7Ids } from '@pizzeria/bus';
import { testDatabase } from '@pizzeria/postgres/testing';
import { adjust, type Adjustment } from '../domain/adjust';
import { cookingStarted, orderCancelled, orderPlaced } from '../domain/orders';
import type { Needs } from '../domain/recipes';
import { postgresPurchaseOrders } from '../postgres/purchase-orders';
import { postgresStock } from '../postgres/stock';
import { inventory } from '../service';
import { anOrderFor, at, orderIdOf } from './fixtures';

/** What was said, with its sequence, in the order of saying. */
export type Said = RaisedEvent<EventDefinition> & { readonly sequence: number };

/** The stores on a real database, with short words for what happens to them. */
export type StockRoom = Awaited<ReturnType<typeof openStockRoom>>;

/** Opens a stock room as the shop opens: filled up to par. Close it with `drop`. */
export const openStockRoom = async (poolSize = 20) => {
  const { database, drop } = await testDatabase({ migrations: inventory.migrations, name: 'stock room', poolSize });
  const said: Said[] = [];
  const publish = (events: readonly RaisedEvent<EventDefinition>[], { sequence }: { readonly sequence: number }) =>
    void said.push(...events.map((event, index) => ({ ...event, sequence: sequence + index })));
  const clock = { now: () => new Date(at('18:30')) };
  const stock = postgresStock(database, publish, clock);
  const purchaseOrders = postgresPurchaseOrders(database, publish, { clock, ids: uuidv7Ids });
  return {
    database,
    stock,
    purchaseOrders,
    said,
    drop,
    place: (n: number, needs: Needs) =>
      stock.forOrder(
        orderIdOf(n),
        (known) => (known ? 'every' : Object.keys(needs)),
        (book, known) => orderPlaced(book, orderIdOf(n), known, anOrderFor(needs, n)),
      ),
    startCooking: (n: number) =>
      stock.forOrder(
        orderIdOf(n),
        () => 'every',
        (book, known) => cookingStarted(book, orderIdOf(n), known),
      ),
    cancel: (n: number) =>
      stock.forOrder(
        orderIdOf(n),
        () => 'every',
        (book, known) => orderCancelled(book, orderIdOf(n), known),
      ),
    adjust: (ingredientId: string, kind: Adjustment['kind'], quantity: number) =>
      stock.update((book) => adjust(book, ingredientId, { kind, quantity, by: 'mario' })),
    /** Numbers of the orders whose reservation is in this state, oldest first. */
    numbersIn: async (state: string): Promise<number[]> => {
      const rows: { number: number }[] = await database
        .sql('reservations')
        .where({ state })
        .orderBy('number')
        .select('number');
      return rows.map(({ number }) => number);
    },
    /** Empties the shop and puts this much on its shelves instead, with these thresholds. */
    restart: async (shelves: Readonly<Record<string, { readonly onHand: number; readonly threshold?: number }>>) => {
      said.length = 0;
      await database.sql.raw('truncate reservations, stock_movements, purchase_orders');
      await database.sql('ingredients').update({ on_hand: 0, reserved: 0, threshold: 0, low: false, version: 0 });
      for (const [id, { onHand, threshold = 0 }] of Object.entries(shelves)) {
        await database.sql('ingredients').where({ id }).update({ on_hand: onHand, threshold });
        const opening = { ingredient_id: id, kind: 'opening', quantity: onHand, at: new Date(at('18:00')) };
        await database.sql('stock_movements').insert(opening);
      }
    },
    /** Ingredients whose books do not balance, and orders that wait although they fit; each with what is wrong. */
    faults: async (): Promise<unknown[]> => {
      const { rows } = await database.sql.raw<{ rows: unknown[] }>(balances);
      return rows;
    },
  };
};

const balances = `
  with booked as (
    select i.id, i.on_hand, i.reserved, i.threshold, i.low,
      (select coalesce(sum(quantity), 0) from stock_movements m where m.ingredient_id = i.id) as moved,
      (select coalesce(sum((r.needs ->> i.id)::integer), 0) from reservations r where r.state = 'reserved') as held
    from ingredients i)
  select 'ingredient' as what, id, to_jsonb(booked) as found from booked
  where on_hand <> moved or reserved <> held or on_hand < 0 or reserved > on_hand
    or low <> (on_hand - reserved < threshold)
  union all
  select 'order', order_id::text, to_jsonb(r) from reservations r
  where state = 'waiting' and not exists (
    select from jsonb_each_text(needs) n join booked on booked.id = n.key
    where n.value::integer > booked.on_hand - booked.reserved)`;
