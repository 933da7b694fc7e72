import type { Database } from '@pizzeria/postgres';
import { customerTypeOf, regularFrom } from '../domain/customer-type';
import type { PlacedOrder } from '../use-cases/metrics';

/** The type of a customer with so many earlier orders; beyond the last one it stays. */
const typesByEarlierOrders = Array.from({ length: regularFrom + 1 }, (_, earlier) => customerTypeOf(earlier));

/** The namespace keeps these locks apart from others keyed by a hash; their order keeps two from waiting for each other. */
const lockSql = `
  SELECT pg_advisory_xact_lock(hashtextextended(customer, 7001))
    FROM (SELECT DISTINCT customer FROM unnest(CAST(:customers AS text[])) AS customer ORDER BY customer) AS ordered`;

const insertSql = `
  WITH told AS (
    SELECT * FROM jsonb_to_recordset(:orders) AS o (
      "orderId" uuid, number integer, "customerId" uuid, fulfilment text, value jsonb, tax bigint, "itemCount" integer,
      items jsonb, "orderedAt" timestamptz, "promisedAt" timestamptz)
  ), sold AS (
    INSERT INTO item_metrics (order_id, item, kind, quantity, revenue)
    SELECT told."orderId", i.item, i.kind, i.quantity, i.revenue
      FROM told, jsonb_to_recordset(told.items) AS i (item text, kind text, quantity integer, revenue bigint)
    ON CONFLICT DO NOTHING
  )
  INSERT INTO order_metrics (order_id, number, customer_id, fulfilment, value, currency, tax, item_count, ordered_at,
                             promised_at, customer_type)
  SELECT "orderId", number, "customerId", fulfilment, (value ->> 'amount')::integer, value ->> 'currency', tax,
         "itemCount", "orderedAt", "promisedAt", :last
    FROM told
  ON CONFLICT (order_id) DO NOTHING
  RETURNING customer_id`;

/** Only a customer's first orders are not a regular's, and each new one makes one of those a regular's at most. */
const typeSql = `
  WITH ranked AS (
    SELECT order_id, (CAST(:types AS text[]))[least(rank, array_length(CAST(:types AS text[]), 1))] AS type
      FROM (SELECT customer, count(*) AS added FROM unnest(CAST(:customers AS uuid[])) AS customer GROUP BY 1) AS changed,
           LATERAL (SELECT order_id, row_number() OVER (ORDER BY ordered_at, order_id) AS rank
                      FROM order_metrics WHERE customer_id = customer
                     ORDER BY ordered_at, order_id LIMIT :regularFrom + added) AS orders
  )
  UPDATE order_metrics SET customer_type = type FROM ranked
   WHERE order_metrics.order_id = ranked.order_id AND customer_type <> type`;

/**
 * Keeps orders with the type their customers had then. One that arrives after a later one of the same customer
 * makes that one's type right too. Needs a transaction: it takes one customer's orders one at a time.
 */
export const recordPlacedOrders = async (database: Database, orders: readonly PlacedOrder[]): Promise<void> => {
  if (orders.length === 0) return;
  await database.sql.raw(lockSql, { customers: orders.map(({ customerId }) => customerId) });
  const last = typesByEarlierOrders.at(-1);
  const { rows } = await database.sql.raw<{ rows: readonly { customer_id: string }[] }>(insertSql, {
    orders: JSON.stringify(orders),
    last,
  });
  if (rows.length === 0) return;
  const customers = rows.map(({ customer_id }) => customer_id);
  await database.sql.raw(typeSql, { customers, types: typesByEarlierOrders, regularFrom });
};
