import { lateBy, lateFromSeconds } from '../domain/lateness';
import type { Figure } from '../use-cases/figures';

const within = (column: string): string =>
  `${column} >= CAST(:from AS timestamptz) AND ${column} < CAST(:to AS timestamptz)`;

/** Of `preparation_metrics p`: its last `order.ready` was not taken back. */
export const standsReady = `p.ready_at IS NOT NULL AND NOT EXISTS (
  SELECT FROM order_steps recall
   WHERE recall.order_id = p.order_id AND recall.step = 'recalled' AND recall.ready_sequence = p.ready_sequence)`;

/** The first promise is the one that counts; an order whose placing is not known yet has that of its delivery. */
const promisedAt = `coalesce(o.promised_at, d.promised_at)`;

/** Of orders `o`, outcomes `d` and preparations `p`: a delivery is at its end at the door, a pickup at the counter. */
const atHand = `CASE WHEN o.fulfilment = 'delivery' THEN d.delivered_at WHEN ${standsReady} THEN p.ready_at END`;

/** Whole seconds, rounded up, so that whatever is late is so by one at least. */
export const lateSeconds = `ceil(extract(epoch FROM ${atHand} - ${promisedAt}))::int`;

/** The name of the class that `seconds` fall into. */
const lateByOf = (seconds: string): string =>
  `(ARRAY[${lateBy.map((name) => `'${name}'`).join(', ')}])[width_bucket(${seconds}, ARRAY[${lateFromSeconds.join(', ')}]) + 1]`;

/** How far an order `c` had come when it was cancelled, by the clocks of those who told. */
const stageAtCancellation = `coalesce(
  (SELECT step FROM order_steps s
    WHERE s.order_id = c.order_id AND s.step IN ('out-for-delivery', 'undeliverable') AND s.at <= c.cancelled_at
    ORDER BY sequence DESC LIMIT 1),
  (SELECT CASE WHEN p.ready_at <= c.cancelled_at AND ${standsReady} THEN 'ready' ELSE 'cooking' END
     FROM preparation_metrics p WHERE p.order_id = c.order_id AND p.started_at <= c.cancelled_at),
  'placed')`;

/** 0 to 23 on the shop's clock. */
const hourOf = (column: string): string => `extract(hour FROM ${column} AT TIME ZONE :timeZone)::int`;

/** Each selects `order_id`, `at`, `count`, `amount`, `currency` and its traits, of what is from `:from` to `:to`. */
const orders = `
  SELECT order_id, ordered_at AS at, 1 AS count, value AS amount, currency, fulfilment,
         customer_type AS "customerType", ${hourOf('ordered_at')} AS hour
    FROM order_metrics WHERE ${within('ordered_at')}`;

const units = `
  SELECT order_id, ordered_at AS at, item_count AS count, NULL::bigint AS amount, NULL AS currency,
         ${hourOf('ordered_at')} AS hour
    FROM order_metrics WHERE ${within('ordered_at')}`;

const items = `
  SELECT order_id, o.ordered_at AS at, i.quantity AS count, i.revenue AS amount,
         CASE WHEN i.revenue IS NOT NULL THEN o.currency END AS currency, i.item, i.kind
    FROM order_metrics o JOIN item_metrics i USING (order_id) WHERE ${within('o.ordered_at')}`;

const tax = `
  SELECT order_id, ordered_at AS at, 1 AS count, tax AS amount, currency
    FROM order_metrics WHERE tax IS NOT NULL AND ${within('ordered_at')}`;

const outcome = (column: string): string => `
  SELECT order_id, ${column} AS at, 1 AS count, o.value AS amount, o.currency
    FROM order_outcomes LEFT JOIN order_metrics o USING (order_id) WHERE ${within(column)}`;

const cancelled = `
  SELECT c.order_id, c.cancelled_at AS at, 1 AS count, o.value AS amount, o.currency, c.cancelled_by AS by,
         c.cancelled_reason AS reason, ${stageAtCancellation} AS after,
         EXISTS (SELECT FROM order_steps s WHERE s.order_id = c.order_id AND s.step = 'unattended' AND s.level = 3)
           AS unattended
    FROM order_outcomes c LEFT JOIN order_metrics o USING (order_id) WHERE ${within('c.cancelled_at')}`;

const money = (table: string, column: string, sign = ''): string => `
  SELECT order_id, ${column} AS at, 1 AS count, ${sign}amount AS amount, currency, method
    FROM ${table} WHERE ${within(column)}`;

const payments = money('payment_metrics', 'processed_at');
const refundsBelowZero = money('refund_metrics', 'refunded_at', '-');

const prepared = `
  SELECT order_id, p.ready_at AS at, 1 AS count, NULL::bigint AS amount, NULL AS currency, p.seconds, p.efficiency
    FROM preparation_metrics p WHERE ${standsReady} AND ${within('p.ready_at')}`;

const promised = `
  SELECT *, ${lateByOf('seconds')} AS "lateBy" FROM (
    SELECT order_id, ${atHand} AS at, 1 AS count, NULL::bigint AS amount, NULL AS currency, o.fulfilment,
           ${lateSeconds} AS seconds
      FROM order_metrics o JOIN order_outcomes d USING (order_id) LEFT JOIN preparation_metrics p USING (order_id)
     WHERE o.fulfilment = 'delivery' AND ${within('d.delivered_at')}
    UNION ALL
    SELECT order_id, ${atHand}, 1, NULL, NULL, o.fulfilment, ${lateSeconds}
      FROM order_metrics o JOIN preparation_metrics p USING (order_id) LEFT JOIN order_outcomes d USING (order_id)
     WHERE o.fulfilment = 'pickup' AND ${within('p.ready_at')}) AS measured
   WHERE seconds IS NOT NULL`;

const messages = (column: string): string => `
  SELECT order_id, ${column} AS at, 1 AS count, NULL::bigint AS amount, NULL AS currency, kind, channel, permanent,
         order_id IS NOT NULL AS "aboutOrder"
    FROM message_metrics WHERE ${within(column)}`;

const steps = (step: string): string => `
  SELECT order_id, at, 1 AS count, NULL::bigint AS amount, NULL AS currency, level
    FROM order_steps WHERE step = '${step}' AND ${within('at')}`;

/** What each figure counts: the same for its numbers and for the orders behind them. */
export const entriesOf: Readonly<Record<Figure, string>> = {
  orders,
  units,
  items,
  tax,
  delivered: outcome('delivered_at'),
  cancelled,
  payments,
  refunds: money('refund_metrics', 'refunded_at'),
  revenue: `${payments} UNION ALL ${refundsBelowZero}`,
  prepared,
  recalled: steps('recalled'),
  promised,
  'on-time': `SELECT * FROM (${promised}) AS kept WHERE seconds <= 0`,
  late: `SELECT * FROM (${promised}) AS missed WHERE seconds > 0`,
  'messages-sent': messages('sent_at'),
  'messages-failed': messages('failed_at'),
  unattended: steps('unattended'),
  short: steps('short'),
  delayed: steps('delayed'),
  undeliverable: steps('undeliverable'),
};
