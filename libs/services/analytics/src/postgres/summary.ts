import type { Database } from '@pizzeria/postgres';
import type { Money } from '@pizzeria/contracts';
import { customerTypes } from '../domain/customer-type';
import type { Period, Summary } from '../use-cases/ports';

interface SummaryRow {
  readonly placed: number;
  readonly items: number;
  readonly new: number;
  readonly returning: number;
  readonly regular: number;
  readonly averages: readonly Money[];
  readonly delivered: number;
  readonly cancelled: number;
  readonly revenue: readonly Money[];
  readonly prepared: number;
  readonly median: number | null;
  readonly p95: number | null;
  readonly efficiency: number | null;
}

const within = (column: string): string =>
  `${column} >= CAST(:from AS timestamptz) AND ${column} < CAST(:to AS timestamptz)`;

/** One statement, so that all of it is of one moment. Sums are cast to numbers that JSON keeps exactly. */
const summarySql = `
  WITH placed AS (
    SELECT count(*)::int AS placed,
           coalesce(sum(item_count), 0)::float8 AS items,
           ${customerTypes.map((type) => `count(*) FILTER (WHERE customer_type = '${type}')::int AS ${type}`).join(', ')}
      FROM order_metrics WHERE ${within('ordered_at')}
  ), averages AS (
    SELECT currency, round(avg(value))::float8 AS amount
      FROM order_metrics WHERE ${within('ordered_at')} GROUP BY currency
  ), delivered AS (
    SELECT count(*)::int AS delivered FROM order_outcomes WHERE ${within('delivered_at')}
  ), cancelled AS (
    SELECT count(*)::int AS cancelled FROM order_outcomes WHERE ${within('cancelled_at')}
  ), payments AS (
    SELECT currency, sum(amount)::float8 AS amount
      FROM payment_metrics WHERE ${within('processed_at')} GROUP BY currency
  ), preparations AS (
    SELECT count(*)::int AS prepared,
           round(percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds))::int AS median,
           round(percentile_cont(0.95) WITHIN GROUP (ORDER BY seconds))::int AS p95,
           round(avg(efficiency)::numeric, 4)::float8 AS efficiency
      FROM preparation_metrics WHERE ${within('ready_at')}
  )
  SELECT *,
         (SELECT coalesce(json_agg(averages ORDER BY currency), '[]') FROM averages) AS averages,
         (SELECT coalesce(json_agg(payments ORDER BY currency), '[]') FROM payments) AS revenue
    FROM placed, delivered, cancelled, preparations`;

/** Reads what happened in a period; right on empty tables too. */
export const readSummary = async (database: Database, { from, to }: Period): Promise<Summary> => {
  const bounds = { from: from ?? '-infinity', to: to ?? 'infinity' };
  const { rows } = await database.sql.raw<{ rows: [SummaryRow] }>(summarySql, bounds);
  const [row] = rows;
  return {
    orders: { placed: row.placed, delivered: row.delivered, cancelled: row.cancelled },
    revenue: row.revenue,
    averageOrderValue: row.averages,
    itemsSold: row.items,
    customers: { new: row.new, returning: row.returning, regular: row.regular },
    preparation: {
      count: row.prepared,
      medianSeconds: row.median ?? undefined,
      p95Seconds: row.p95 ?? undefined,
      averageEfficiency: row.efficiency ?? undefined,
    },
  };
};
