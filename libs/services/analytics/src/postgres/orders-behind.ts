import type { Money } from '@pizzeria/contracts';
import type { Database } from '@pizzeria/postgres';
import type { OrderBehind, OrdersQuestion } from '../use-cases/figures';
import { entriesOf, lateSeconds, standsReady } from './entries';
import { bindingsOf } from './tally';

/** How far an order has come, of what is known of it: `o` its placing, `d` its end, `p` its preparation. */
const status = `CASE
  WHEN d.cancelled_at IS NOT NULL THEN 'cancelled'
  WHEN d.delivered_at IS NOT NULL THEN 'delivered'
  ELSE coalesce(
    (SELECT step FROM order_steps s
      WHERE s.order_id = page.order_id AND s.step IN ('out-for-delivery', 'undeliverable')
      ORDER BY sequence DESC LIMIT 1),
    CASE WHEN ${standsReady} THEN 'ready' WHEN p.started_at IS NOT NULL THEN 'cooking' ELSE 'placed' END)
  END`;

const ordersSql = (entries: string, conditions: readonly string[]): string => `
  WITH entries AS (${entries}), sums AS (
    SELECT order_id, currency, sum(count) AS count, sum(amount) AS amount
      FROM entries WHERE ${['order_id IS NOT NULL', ...conditions].join(' AND ')}
     GROUP BY order_id, currency
  ), page AS (
    SELECT order_id, sum(count)::bigint AS count,
           coalesce(json_agg(json_build_object('amount', amount, 'currency', currency) ORDER BY currency)
                      FILTER (WHERE currency IS NOT NULL), '[]') AS amounts
      FROM sums GROUP BY order_id ORDER BY order_id DESC LIMIT :limit
  )
  SELECT page.*, o.number, ${status} AS status, o.fulfilment, o.customer_type, o.value, o.currency, o.item_count,
         o.ordered_at, coalesce(o.promised_at, d.promised_at) AS promised_at, p.started_at,
         CASE WHEN ${standsReady} THEN p.ready_at END AS ready_at, d.delivered_at, d.cancelled_at,
         p.seconds, p.estimated_seconds, ${lateSeconds} AS late_seconds
    FROM page LEFT JOIN order_metrics o USING (order_id) LEFT JOIN order_outcomes d USING (order_id)
         LEFT JOIN preparation_metrics p USING (order_id)
   ORDER BY order_id DESC`;

interface Row {
  readonly order_id: string;
  readonly count: number;
  readonly amounts: readonly Money[];
  readonly number: number | null;
  readonly status: OrderBehind['status'];
  readonly fulfilment: OrderBehind['fulfilment'] | null;
  readonly customer_type: OrderBehind['customerType'] | null;
  readonly value: number | null;
  readonly currency: string | null;
  readonly item_count: number | null;
  readonly ordered_at: Date | null;
  readonly promised_at: Date | null;
  readonly started_at: Date | null;
  readonly ready_at: Date | null;
  readonly delivered_at: Date | null;
  readonly cancelled_at: Date | null;
  readonly seconds: number | null;
  readonly estimated_seconds: number | null;
  readonly late_seconds: number | null;
}

/** The orders whose entries a figure is made of, by the very entries that it counts. */
export const readOrdersBehind = async (
  database: Database,
  timeZone: string,
  { days, figure, traits, limit, after }: OrdersQuestion,
): Promise<readonly OrderBehind[]> => {
  const conditions = Object.keys(traits).map((trait) => `"${trait}" = :trait_${trait}`);
  if (after !== undefined) conditions.push('order_id < CAST(:after AS uuid)');
  const values = Object.fromEntries(Object.entries(traits).map(([trait, value]) => [`trait_${trait}`, value]));
  const bindings = { ...bindingsOf({ days, timeZone }), ...values, limit, after: after ?? null };
  const { rows } = await database.sql.raw<{ rows: readonly Row[] }>(ordersSql(entriesOf[figure], conditions), bindings);
  return rows.map(orderOf);
};

const orderOf = (row: Row): OrderBehind => ({
  id: row.order_id,
  count: row.count,
  amounts: row.amounts,
  number: row.number ?? undefined,
  status: row.status,
  fulfilment: row.fulfilment ?? undefined,
  customerType: row.customer_type ?? undefined,
  value: row.value === null || row.currency === null ? undefined : { amount: row.value, currency: row.currency },
  items: row.item_count ?? undefined,
  placedAt: row.ordered_at?.toISOString(),
  promisedAt: row.promised_at?.toISOString(),
  startedAt: row.started_at?.toISOString(),
  readyAt: row.ready_at?.toISOString(),
  deliveredAt: row.delivered_at?.toISOString(),
  cancelledAt: row.cancelled_at?.toISOString(),
  preparationSeconds: row.seconds ?? undefined,
  estimatedSeconds: row.estimated_seconds ?? undefined,
  lateSeconds: row.late_seconds ?? undefined,
});
