import type { Supplier } from '@pizzeria/contracts';
import type { Knex } from 'knex';
import type { PurchaseOrder, PurchaseOrderLine, Wanted } from '../domain/purchase-order';
import { readShelves } from './stock-rows';

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
  /** Written before orders came in parts, lines do not say what was received. */
  readonly lines: readonly (Omit<PurchaseOrderLine, 'received'> & { readonly received?: number })[];
  /** When its first line was noted. */
  readonly placed_at: Date;
  readonly sent_at: Date | null;
  readonly received_at: Date | null;
}

/** The supplier, held until the transaction ends. */
export const holdSupplier = async (sql: Knex, supplierId: string): Promise<Supplier | undefined> => {
  const row = await sql<SupplierRow>('suppliers').where('id', supplierId).forNoKeyUpdate().first();
  return row && supplierOf(row);
};

export const readPurchaseOrders = async (
  sql: Knex,
  narrow: (query: Knex.QueryBuilder) => Knex.QueryBuilder,
): Promise<readonly PurchaseOrder[]> => {
  const rows = (await sql('purchase_orders as p')
    .join('suppliers as s', 's.id', 'p.supplier_id')
    .select('p.*', 's.name as supplier_name', 's.email as supplier_email')
    .modify(narrow)) as PurchaseOrderRow[];
  return rows.map(orderOf);
};

export const savePurchaseOrder = async (sql: Knex, order: PurchaseOrder): Promise<void> => {
  await sql('purchase_orders')
    .insert({
      id: order.purchaseOrderId,
      number: order.number,
      supplier_id: order.supplier.id,
      state: order.state,
      version: order.version,
      lines: JSON.stringify(order.lines),
      placed_at: order.openedAt,
      sent_at: 'sentAt' in order ? order.sentAt : null,
      received_at: 'receivedAt' in order ? order.receivedAt : null,
    })
    .onConflict('id')
    .merge();
};

/** The next number that people say aloud. */
export const nextNumber = async (sql: Knex): Promise<number> => {
  const { rows } = await sql.raw<{ rows: { number: string }[] }>(`select nextval('purchase_order_number') as number`);
  return Number(rows[0]?.number);
};

/** Suppliers of anything that is low, or that an order waits for. */
export const readAsked = async (sql: Knex): Promise<readonly string[]> => {
  const { rows } = await sql.raw<{ rows: { supplier_id: string }[] }>(
    `${wanting} select distinct supplier_id from wanted order by supplier_id`,
  );
  return rows.map((row) => row.supplier_id);
};

/** What is low of this supplier's, or waited for, with what is on its way in other orders than his open one. */
export const readWanted = async (sql: Knex, supplierId: string): Promise<readonly Wanted[]> => {
  const { rows } = await sql.raw<{ rows: { id: string; awaited: number; on_its_way: number }[] }>(
    `${wanting}, on_its_way as (
       select line ->> 'ingredientId' as id,
         sum(greatest(0, (line ->> 'quantity')::integer - coalesce((line ->> 'received')::integer, 0))) as quantity
       from purchase_orders, jsonb_array_elements(lines) as line
       where state <> 'received' and not (state = 'open' and supplier_id = :supplierId)
       group by 1)
     select id, awaited, coalesce(on_its_way.quantity, 0)::integer as on_its_way
     from wanted left join on_its_way using (id) where supplier_id = :supplierId`,
    { supplierId },
  );
  const shelves = await readShelves(sql, { ids: rows.map(({ id }) => id), lock: false });
  return shelves.map((shelf) => {
    const row = rows.find(({ id }) => id === shelf.ingredientId);
    return { shelf, awaited: row?.awaited ?? 0, onItsWay: row?.on_its_way ?? 0 };
  });
};

/** An order that wants more than a full shelf is no reason to order: somebody has to talk with the customer. */
const wanting = `
  with waited_for as (
    select i.id, least(sum(need.value::integer), 100000000)::integer as quantity, max(need.value::integer) as most
    from reservations, jsonb_each_text(needs) as need join ingredients i on i.id = need.key
    where state = 'waiting' and need.value::integer <= i.par
    group by i.id),
  wanted as (
    select i.id, i.supplier_id, coalesce(w.quantity, 0) as awaited
    from ingredients i left join waited_for w using (id)
    where i.low or w.most > i.on_hand - i.reserved)`;

const orderOf = (row: PurchaseOrderRow): PurchaseOrder => {
  const { state } = row;
  const sentAt = row.sent_at?.toISOString();
  const numbered = {
    purchaseOrderId: row.id,
    number: row.number,
    supplier: supplierOf({ id: row.supplier_id, name: row.supplier_name, email: row.supplier_email }),
    version: row.version,
    lines: row.lines.map((line) => ({ received: state === 'received' ? line.quantity : 0, ...line })),
    openedAt: row.placed_at.toISOString(),
  };
  if (state === 'open') return { ...numbered, state };
  if (state !== 'received') return { ...numbered, state, sentAt: known(sentAt, row) };
  return { ...numbered, state, ...(sentAt ? { sentAt } : {}), receivedAt: known(row.received_at?.toISOString(), row) };
};

const known = (time: string | undefined, { id, state }: PurchaseOrderRow): string => {
  if (time === undefined) throw new Error(`purchase order ${id} is ${state}, nobody knows since when`);
  return time;
};

const supplierOf = ({ id, name, email }: SupplierRow): Supplier => ({ id, name, ...(email ? { email } : {}) });
