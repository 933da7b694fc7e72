import type { Ledgers } from '../ledgers';
import type { Databases } from './ask';

/** SQL: payments or refunds, as they are kept, without their currency and everything else. */
const sums = (list: string): string => `(
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', one -> 'id', 'amount', one -> 'amount' -> 'amount')), '[]')
  FROM jsonb_array_elements(${list}) AS one)`;

/** Orders, tickets, and money as analytics counted it. */
export const readShop = async ({ of }: Databases) => ({
  orders: await of<Ledgers['orders'][number]>(
    'orders',
    `SELECT id, customer ->> 'name' AS customer, status, version, total_amount AS total,
            (SELECT coalesce(sum((line ->> 'lineTotal')::integer), 0)::integer
               FROM jsonb_array_elements(items) AS line) AS lines,
            jsonb_build_object('amount', coalesce(tax -> 'amount' -> 'amount', '0'),
              'included', coalesce(tax -> 'included', 'true')) AS tax,
            fulfilment ->> 'type' AS fulfilment, coalesce(progress ->> 'by', 'nobody') AS "cancelledBy",
            coalesce((unattended ->> 'level')::integer, 0) AS unattended,
            jsonb_build_object('status', payment -> 'status', 'payments', ${sums(`payment -> 'payments'`)},
              'refunds', ${sums('refunds')}, 'due', coalesce(payment -> 'due' -> 'amount', '0')) AS payment
     FROM orders`,
  ),
  tickets: await of<Ledgers['tickets'][number]>(
    'kitchen',
    `SELECT order_id AS "orderId", status, version, ticket ->> 'readyAt' IS NOT NULL AS "wasReady",
            coalesce((ticket #>> '{unattended,level}')::integer, 0) AS unattended FROM tickets`,
  ),
  moneyMetrics: await of<Ledgers['moneyMetrics'][number]>(
    'analytics',
    `SELECT 'payment' AS kind, payment_id AS id, order_id AS "orderId", amount FROM payment_metrics
     UNION ALL SELECT 'refund', refund_id, order_id, amount FROM refund_metrics`,
  ),
});
