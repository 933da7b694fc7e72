import type { Database } from '@pizzeria/postgres';
import type { Message, Metrics, PlacedOrder } from '../use-cases/metrics';
import { recordPlacedOrders } from './placed-orders';
import { writeRows, type Row, type WriteName } from './writes';

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

/** Metrics in PostgreSQL, each written at once. */
export const postgresMetrics = (database: Database): Metrics =>
  writingMetrics({
    placed: (order) => database.transaction(() => recordPlacedOrders(database, [order])),
    row: (name, row) => writeRows(database, name, [row]),
  });

/** Metrics that are written together, by the same statements. */
export interface CollectedMetrics {
  readonly metrics: Metrics;
  /** Writes what was measured since the last time. Needs a transaction. */
  write(): Promise<void>;
}

export const collectedMetrics = (database: Database): CollectedMetrics => {
  const placed: PlacedOrder[] = [];
  const rows = new Map<WriteName, Row[]>();
  return {
    metrics: writingMetrics({
      placed: async (order) => void placed.push(order),
      row: async (name, row) => {
        const some = rows.get(name) ?? [];
        some.push(row);
        rows.set(name, some);
      },
    }),
    write: async () => {
      await recordPlacedOrders(database, placed.splice(0));
      for (const [name, some] of rows) await writeRows(database, name, some);
      rows.clear();
    },
  };
};

interface Writing {
  placed(order: PlacedOrder): Promise<void>;
  row(name: WriteName, row: Row): Promise<void>;
}

/** What is measured, as rows. */
const writingMetrics = ({ placed, row }: Writing): Metrics => ({
  orderPlaced: placed,
  cookingStarted: (orderId, startedAt) => row('cooking', { order_id: orderId, started_at: startedAt }),
  orderReady: ({ orderId, startedAt, readyAt, seconds, estimatedSeconds, efficiency, sequence }) =>
    row('ready', {
      order_id: orderId,
      started_at: startedAt,
      ready_at: readyAt,
      seconds,
      estimated_seconds: estimatedSeconds,
      efficiency,
      ready_sequence: sequence,
    }),
  orderDelivered: (orderId, deliveredAt, promisedAt) =>
    row('delivered', { order_id: orderId, delivered_at: deliveredAt, promised_at: promisedAt }),
  orderCancelled: ({ orderId, cancelledAt, by, reason }) =>
    row('cancelled', { order_id: orderId, cancelled_at: cancelledAt, cancelled_by: by, cancelled_reason: reason }),
  stepTaken: ({ orderId, readySequence, ...step }) =>
    row('step', { order_id: orderId, ready_sequence: readySequence, ...step }),
  paymentProcessed: ({ paymentId, orderId, method, amount, processedAt }) =>
    row('payment', { payment_id: paymentId, order_id: orderId, method, ...amount, processed_at: processedAt }),
  paymentRefunded: ({ refundId, orderId, method, amount, refundedAt }) =>
    row('refund', { refund_id: refundId, order_id: orderId, method, ...amount, refunded_at: refundedAt }),
  messageSent: (message, sentAt) => row('sent', { ...rowOf(message), sent_at: sentAt }),
  messageFailed: (message, failedAt, permanent) => row('failed', { ...rowOf(message), failed_at: failedAt, permanent }),
});

const rowOf = ({ notificationId, orderId, kind, channel }: Message): Row => ({
  notification_id: notificationId,
  order_id: orderId,
  kind,
  channel,
});
