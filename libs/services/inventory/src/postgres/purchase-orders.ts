import type { Clock, Ids } from '@pizzeria/bus';
import type { IngredientQuantity, PurchaseOrderPlaced, Supplier } from '@pizzeria/contracts';
import type { Database } from '@pizzeria/postgres';
import type { Publish } from '@pizzeria/service';
import type { Knex } from 'knex';
import { blankOrder, type PurchaseOrder } from '../domain/purchase-order';
import type { PurchaseOrders } from '../use-cases/ports';
import { readShelves } from './stock-rows';

/**
 * Purchase orders in inventory's own database. The supplier's row is held first, before any order of his and before
 * any shelf; nobody who holds a shelf asks for it.
 */
export const postgresPurchaseOrders = (
  database: Database,
  publish: Publish<typeof PurchaseOrderPlaced>,
  { clock, ids }: { readonly clock: Pick<Clock, 'now'>; readonly ids: Ids },
): PurchaseOrders => ({
  order: (supplierId, decide) =>
    database.transaction(async () => {
      const { sql } = database;
      const supplier = await holdSupplier(sql, supplierId);
      if (!supplier) return;
      const shelves = await readShelves(sql, { ids: 'every', lock: false });
      const low = shelves.filter((shelf) => shelf.low && shelf.supplier.id === supplierId);
      if (low.length === 0) return;
      const placedAt = clock.now().toISOString();
      const open =
        (await openOrder(sql, supplierId)) ??
        blankOrder(supplier, { purchaseOrderId: ids.next(), number: await nextNumber(sql), placedAt });
      const ordered = decide(open, low);
      if (!ordered) return;
      await save(sql, ordered.order);
      publish(ordered.events, { sequence: open.version + 1 });
    }),

  receive: (purchaseOrderId) =>
    database.transaction(async () => {
      const { sql } = database;
      const [found] = await read(sql, (query) => query.where('p.id', purchaseOrderId));
      if (!found) return undefined;
      await holdSupplier(sql, found.supplier.id);
      const [order] = await read(sql, (query) => query.where('p.id', purchaseOrderId));
      if (!order) return undefined;
      if (order.state === 'received') return { order, already: true };
      const received = { ...order, state: 'received', receivedAt: clock.now().toISOString() } as const;
      await save(sql, received);
      return { order: received, already: false };
    }),

  list: ({ state, before, limit }) =>
    read(database.sql, (query) =>
      query
        .modify((wanted) => (state ? wanted.where('p.state', state) : wanted))
        .modify((wanted) => (before === undefined ? wanted : wanted.where('p.number', '<', before)))
        .orderBy('p.number', 'desc')
        .limit(limit),
    ),
});

const holdSupplier = async (sql: Knex, supplierId: string): Promise<Supplier | undefined> => {
  const row = await sql<SupplierRow>('suppliers').where('id', supplierId).forNoKeyUpdate().first();
  return row && supplierOf(row);
};

const openOrder = async (sql: Knex, supplierId: string): Promise<PurchaseOrder | undefined> =>
  (await read(sql, (query) => query.where('p.supplier_id', supplierId).where('p.state', 'open')))[0];

const nextNumber = async (sql: Knex): Promise<number> => {
  const { rows } = await sql.raw<{ rows: { number: string }[] }>(`select nextval('purchase_order_number') as number`);
  return Number(rows[0]?.number);
};

const save = async (sql: Knex, order: PurchaseOrder): Promise<void> => {
  await sql('purchase_orders')
    .insert({
      id: order.purchaseOrderId,
      number: order.number,
      supplier_id: order.supplier.id,
      state: order.state,
      version: order.version,
      lines: JSON.stringify(order.lines),
      placed_at: order.placedAt,
      received_at: order.receivedAt ?? null,
    })
    .onConflict('id')
    .merge();
};

interface SupplierRow {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
}

interface PurchaseOrderRow {
  readonly id: string;
  readonly number: number;
  readonly supplier_id: string;
  readonly supplier_name: string;
  readonly supplier_email: string | null;
  readonly state: PurchaseOrder['state'];
  readonly version: number;
  readonly lines: readonly IngredientQuantity[];
  readonly placed_at: Date;
  readonly received_at: Date | null;
}

const read = async (
  sql: Knex,
  narrow: (query: Knex.QueryBuilder) => Knex.QueryBuilder,
): Promise<readonly PurchaseOrder[]> => {
  const rows = (await sql('purchase_orders as p')
    .join('suppliers as s', 's.id', 'p.supplier_id')
    .select('p.*', 's.name as supplier_name', 's.email as supplier_email')
    .modify(narrow)) as PurchaseOrderRow[];
  return rows.map(orderOf);
};

const orderOf = (row: PurchaseOrderRow): PurchaseOrder => ({
  purchaseOrderId: row.id,
  number: row.number,
  supplier: supplierOf({ id: row.supplier_id, name: row.supplier_name, email: row.supplier_email }),
  state: row.state,
  version: row.version,
  lines: row.lines,
  placedAt: row.placed_at.toISOString(),
  ...(row.received_at ? { receivedAt: row.received_at.toISOString() } : {}),
});

const supplierOf = ({ id, name, email }: SupplierRow): Supplier => ({ id, name, ...(email ? { email } : {}) });
