import type { Database } from '@pizzeria/postgres';
import type { Metrics } from '../use-cases/metrics';
import { recordPlacedOrder } from './placed-orders';

/** Every table that is made of events alone, and can be made again. */
export const metricsTables = [
  'order_metrics',
  'item_metrics',
  'order_outcomes',
  'order_steps',
  'preparation_metrics',
  'payment_metrics',
  'refund_metrics',
  'message_metrics',
] as const;

type Row = Readonly<Record<string, unknown>>;

/** Metrics in PostgreSQL: rows by natural keys, written by upsert, so that any order of events ends the same. */
export const postgresMetrics = (database: Database): Metrics => {
  const insertOnce = async (table: string, row: Row): Promise<void> => {
    await database.sql(table).insert(row).onConflict().ignore();
  };
  const upsert = async (table: string, key: string, row: Row, merged: readonly string[]): Promise<void> => {
    await database.sql(table).insert(row).onConflict(key).merge(merged);
  };
  return {
    orderPlaced: (order) => database.transaction(() => recordPlacedOrder(database, order)),

    cookingStarted: async (orderId, startedAt) => {
      await database
        .sql('preparation_metrics')
        .insert({ order_id: orderId, started_at: startedAt })
        .onConflict('order_id')
        .merge()
        .whereRaw('preparation_metrics.ready_sequence IS NULL')
        .whereRaw('preparation_metrics.started_at > excluded.started_at');
    },

    orderReady: async ({ orderId, startedAt, readyAt, seconds, estimatedSeconds, efficiency, sequence }) => {
      await database
        .sql('preparation_metrics')
        .insert({
          order_id: orderId,
          started_at: startedAt,
          ready_at: readyAt,
          seconds,
          estimated_seconds: estimatedSeconds,
          efficiency: efficiency ?? null,
          ready_sequence: sequence,
        })
        .onConflict('order_id')
        .merge()
        .whereRaw('coalesce(preparation_metrics.ready_sequence, 0) < excluded.ready_sequence');
    },

    orderDelivered: (orderId, deliveredAt, promisedAt) =>
      upsert('order_outcomes', 'order_id', { order_id: orderId, delivered_at: deliveredAt, promised_at: promisedAt }, [
        'delivered_at',
        'promised_at',
      ]),

    orderCancelled: ({ orderId, cancelledAt, by, reason }) =>
      upsert(
        'order_outcomes',
        'order_id',
        { order_id: orderId, cancelled_at: cancelledAt, cancelled_by: by, cancelled_reason: reason },
        ['cancelled_at', 'cancelled_by', 'cancelled_reason'],
      ),

    stepTaken: ({ orderId, readySequence, ...step }) =>
      insertOnce('order_steps', { order_id: orderId, ready_sequence: readySequence, ...step }),

    paymentProcessed: ({ paymentId, orderId, method, amount: { amount, currency }, processedAt }) =>
      insertOnce('payment_metrics', {
        payment_id: paymentId,
        order_id: orderId,
        method,
        amount,
        currency,
        processed_at: processedAt,
      }),

    paymentRefunded: ({ refundId, orderId, method, amount: { amount, currency }, refundedAt }) =>
      insertOnce('refund_metrics', {
        refund_id: refundId,
        order_id: orderId,
        method,
        amount,
        currency,
        refunded_at: refundedAt,
      }),

    messageSent: ({ notificationId, orderId, kind, channel }, sentAt) =>
      upsert(
        'message_metrics',
        'notification_id',
        { notification_id: notificationId, order_id: orderId, kind, channel, sent_at: sentAt },
        ['sent_at'],
      ),

    messageFailed: ({ notificationId, orderId, kind, channel }, failedAt, permanent) =>
      upsert(
        'message_metrics',
        'notification_id',
        { notification_id: notificationId, order_id: orderId, kind, channel, failed_at: failedAt, permanent },
        ['failed_at', 'permanent'],
      ),
  };
};
