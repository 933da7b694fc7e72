import type { Database } from '@pizzeria/postgres';
import { customerTypeOf, regularFrom } from '../domain/customer-type';
import type { PlacedOrder } from '../use-cases/metrics';

/** The type of a customer with so many earlier orders; beyond the last one it stays. */
const typesByEarlierOrders = Array.from({ length: regularFrom + 1 }, (_, earlier) => customerTypeOf(earlier));

const typeAfter = (earlier: string): string => `(CAST(:types AS text[]))[least(${earlier}, :regularFrom) + 1]`;

/** One statement, so that of two on one connection neither sees half of the other. */
const recordSql = `
  WITH earlier AS (
    SELECT count(*)::int AS orders FROM (
      SELECT FROM order_metrics
       WHERE customer_id = :customerId AND (ordered_at, order_id) < (CAST(:orderedAt AS timestamptz), CAST(:orderId AS uuid))
       LIMIT :regularFrom) AS known
  ), placed AS (
    INSERT INTO order_metrics (order_id, number, customer_id, fulfilment, value, currency, tax, item_count, ordered_at,
                               promised_at, customer_type)
    SELECT :orderId, :number, :customerId, :fulfilment, :value, :currency, :tax, :itemCount, :orderedAt,
           :promisedAt, ${typeAfter('earlier.orders')}
      FROM earlier
    ON CONFLICT (order_id) DO NOTHING
    RETURNING order_id
  ), sold AS (
    INSERT INTO item_metrics (order_id, item, kind, quantity, revenue)
    SELECT :orderId, item, kind, quantity, revenue
      FROM jsonb_to_recordset(:items) AS item (item text, kind text, quantity integer, revenue bigint)
    ON CONFLICT DO NOTHING
  ), later AS (
    SELECT order_id, (SELECT orders FROM earlier) + row_number() OVER (ORDER BY ordered_at, order_id) AS earlier
      FROM order_metrics
     WHERE customer_id = :customerId AND (ordered_at, order_id) > (CAST(:orderedAt AS timestamptz), CAST(:orderId AS uuid))
     ORDER BY ordered_at, order_id
     LIMIT :regularFrom
  )
  UPDATE order_metrics SET customer_type = ${typeAfter('later.earlier')}
    FROM placed, later
   WHERE order_metrics.order_id = later.order_id AND customer_type <> ${typeAfter('later.earlier')}`;

/**
 * Keeps an order with the type its customer had then. One that arrives after a later one of the same customer
 * makes that one's type right too; those after a customer has become a regular are regular already.
 * Needs a transaction: it takes one customer's orders one at a time.
 */
export const recordPlacedOrder = async (database: Database, order: PlacedOrder): Promise<void> => {
  const { value, tax = null, items, ...rest } = order;
  // The namespace keeps this lock apart from others keyed by a hash.
  await database.sql.raw(`SELECT pg_advisory_xact_lock(hashtextextended(?, 7001))`, [order.customerId]);
  await database.sql.raw(recordSql, {
    ...rest,
    value: value.amount,
    currency: value.currency,
    tax,
    items: JSON.stringify(items),
    types: typesByEarlierOrders,
    regularFrom,
  });
};
