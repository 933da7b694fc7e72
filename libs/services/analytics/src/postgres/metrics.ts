import type { Database } from '@pizzeria/postgres';
import type { Metrics } from '../use-cases/ports';
import { recordPlacedOrder } from './placed-orders';
import { readSummary } from './summary';

/** Metrics in PostgreSQL: a row per order or payment, written by upsert, so that any order of events ends the same. */
export const postgresMetrics = (database: Database): Metrics => ({
  orderPlaced: (order) => database.transaction(() => recordPlacedOrder(database, order)),

  async cookingStarted(orderId, startedAt) {
    await database
      .sql('preparation_metrics')
      .insert({ order_id: orderId, started_at: startedAt })
      .onConflict('order_id')
      .ignore();
  },

  async orderReady({ orderId, startedAt, readyAt, seconds, estimatedSeconds, efficiency, sequence }) {
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

  async orderDelivered(orderId, deliveredAt, promisedAt) {
    await database
      .sql('order_outcomes')
      .insert({ order_id: orderId, delivered_at: deliveredAt, promised_at: promisedAt })
      .onConflict('order_id')
      .merge(['delivered_at', 'promised_at']);
  },

  async orderCancelled(orderId, cancelledAt) {
    await database
      .sql('order_outcomes')
      .insert({ order_id: orderId, cancelled_at: cancelledAt })
      .onConflict('order_id')
      .merge(['cancelled_at']);
  },

  async paymentProcessed({ paymentId, orderId, method, amount, processedAt }) {
    const { amount: minor, currency } = amount;
    await database
      .sql('payment_metrics')
      .insert({ payment_id: paymentId, order_id: orderId, method, amount: minor, currency, processed_at: processedAt })
      .onConflict('payment_id')
      .ignore();
  },

  summary: (period) => readSummary(database, period),
});
