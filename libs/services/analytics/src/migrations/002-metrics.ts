import type { Migration } from '@pizzeria/postgres';

export const createMetrics: Migration = {
  name: '002-metrics',
  async up(sql) {
    await sql.raw(`
      CREATE TABLE order_metrics (
        order_id uuid PRIMARY KEY,
        customer_id uuid NOT NULL,
        value integer NOT NULL,
        currency char(3) NOT NULL,
        item_count integer NOT NULL,
        ordered_at timestamptz NOT NULL,
        customer_type text NOT NULL CHECK (customer_type IN ('new', 'returning', 'regular'))
      );
      CREATE INDEX order_metrics_by_time ON order_metrics (ordered_at);
      CREATE INDEX order_metrics_by_customer ON order_metrics (customer_id, ordered_at, order_id);

      -- How orders ended. Its own table: these events may come before order.placed does.
      CREATE TABLE order_outcomes (
        order_id uuid PRIMARY KEY,
        delivered_at timestamptz,
        promised_at timestamptz,
        cancelled_at timestamptz
      );
      CREATE INDEX order_outcomes_by_delivery ON order_outcomes (delivered_at) WHERE delivered_at IS NOT NULL;
      CREATE INDEX order_outcomes_by_cancellation ON order_outcomes (cancelled_at) WHERE cancelled_at IS NOT NULL;

      CREATE TABLE preparation_metrics (
        order_id uuid PRIMARY KEY,
        started_at timestamptz NOT NULL,
        -- from here on empty until the order is ready
        ready_at timestamptz,
        seconds integer,
        estimated_seconds integer,
        efficiency double precision,
        -- the kitchen's, of the order.ready that is measured here
        ready_sequence bigint
      );
      CREATE INDEX preparation_metrics_by_time ON preparation_metrics (ready_at) WHERE ready_at IS NOT NULL;

      CREATE TABLE payment_metrics (
        payment_id uuid PRIMARY KEY,
        order_id uuid NOT NULL,
        method text NOT NULL,
        amount integer NOT NULL,
        currency char(3) NOT NULL,
        processed_at timestamptz NOT NULL
      );
      CREATE INDEX payment_metrics_by_time ON payment_metrics (processed_at);
    `);
  },
};
