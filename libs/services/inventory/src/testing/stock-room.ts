import type { DataOf, EventDefinition, RaisedEvent } from '@pizzeria/bus';
import { uuidv7Ids } from '@pizzeria/bus';
import { testDatabase } from '@pizzeria/postgres/testing';
import { adjust, type Adjustment } from '../domain/adjust';
import type { Brought } from '../domain/arrival';
import { cookingStarted, orderCancelled, orderPlaced } from '../domain/orders';
import { sendOrder } from '../domain/purchase-order';
import type { Needs } from '../domain/recipes';
import { postgresAvailability } from '../postgres/availability';
import { postgresPurchaseOrders } from '../postgres/purchase-orders';
import { postgresRecipes } from '../postgres/recipes';
import { postgresStock } from '../postgres/stock';
import { inventory } from '../service';
import { procure } from '../use-cases/procure';
import { receivePurchaseOrder } from '../use-cases/receive-purchase-order';
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
  let now = at('18:30');
  const clock = { now: () => new Date(now) };
  const availability = postgresAvailability(database, publish, clock);
  const stock = postgresStock(database, publish, { clock, availability });
  const purchaseOrders = postgresPurchaseOrders(database, publish, { clock, ids: uuidv7Ids });
  return {
    database,
    stock,
    purchaseOrders,
    recipes: postgresRecipes(database, availability),
    availability,
    said,
    drop,
    /** All that was said of this name, in the order of saying. */
    saidOf: <E extends EventDefinition>({ name }: E) =>
      said.filter(({ event }) => event.name === name) as unknown as readonly {
        readonly sequence: number;
        readonly data: DataOf<E>;
      }[],
    /** What is done because it is so late, with a quarter of an hour to gather. */
    procure: (time: string) => {
      now = at(time);
      return procure({ purchaseOrders, purchaseOrderMinutes: 15 }, clock.now(), (_subject, work) => work());
    },
    send: (purchaseOrderId: string) => database.transaction(() => purchaseOrders.update(purchaseOrderId, sendOrder)),
    receive: (purchaseOrderId: string, brought: Brought = {}) =>
      database.transaction(() =>
        receivePurchaseOrder({ ...brought, purchaseOrderId, by: 'mario' }, { stock, purchaseOrders }),
      ),
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
      now = at('18:30');
      await database.sql.raw('truncate reservations, stock_movements, purchase_orders');
      await database.sql.raw(refill, [JSON.stringify(shelves)]);
      await database.sql.raw(opening, [at('18:00')]);
      await availability.say();
      await database.sql('menu_availability').update({ version: 0 });
      said.length = 0;
    },
    /** How many connections wait for what another holds. */
    waitingForALock: async (): Promise<number> => {
      const { rows } = await database.sql.raw<{ rows: unknown[] }>(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return rows.length;
    },
    /** What cannot be made from what is free, by the books. */
    unavailable: async (): Promise<unknown> => {
      const { rows } = await database.sql.raw<{ rows: unknown[] }>(missing);
      return rows;
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

const refill = `
  update ingredients i set reserved = 0, low = false, version = 0,
    on_hand = coalesce((shelf ->> 'onHand')::integer, 0), threshold = coalesce((shelf ->> 'threshold')::integer, 0)
  from ingredients all_of_them left join jsonb_each(?::jsonb) as filled (id, shelf) using (id)
  where i.id = all_of_them.id`;

const opening = `
  insert into stock_movements (ingredient_id, kind, quantity, at) select id, 'opening', on_hand, ? from ingredients`;

const missing = `
  select sku, jsonb_agg(id order by id collate "C") as missing
  from recipes, jsonb_each_text(smallest) as needs (id, quantity) join ingredients using (id)
  where needs.quantity::integer > on_hand - reserved
  group by sku order by sku collate "C"`;
