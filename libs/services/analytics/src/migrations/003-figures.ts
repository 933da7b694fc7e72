import type { Migration } from '@pizzeria/postgres';

/** Columns added to tables are empty in what an earlier version wrote; a rebuild fills them. */
export const createFigures: Migration = {
  name: '003-figures',
  async up(sql) {
    await sql.raw(`
      ALTER TABLE order_metrics
        ADD number integer,
        ADD fulfilment text CHECK (fulfilment IN ('pickup', 'delivery')),
        ADD promised_at timestamptz,
        ADD tax bigint;

      CREATE TABLE item_metrics (
        order_id uuid NOT NULL,
        item text NOT NULL,
        kind text NOT NULL,
        quantity integer NOT NULL,
        -- in the order's currency; empty for an extra
        revenue bigint,
        PRIMARY KEY (order_id, kind, item)
      );

      ALTER TABLE order_outcomes ADD cancelled_by text, ADD cancelled_reason text;

      -- What may happen to an order more than once: a row each, so that their order does not matter.
      CREATE TABLE order_steps (
        order_id uuid NOT NULL,
        step text NOT NULL,
        -- the publisher's, and each step has one publisher
        sequence bigint NOT NULL,
        at timestamptz NOT NULL,
        -- of unattended
        level smallint,
        -- of recalled: that of the order.ready that is taken back
        ready_sequence bigint,
        PRIMARY KEY (order_id, step, sequence)
      );
      CREATE INDEX order_steps_by_time ON order_steps (step, at);

      CREATE TABLE refund_metrics (
        refund_id uuid PRIMARY KEY,
        order_id uuid NOT NULL,
        method text NOT NULL,
        amount integer NOT NULL,
        currency char(3) NOT NULL,
        refunded_at timestamptz NOT NULL
      );
      CREATE INDEX refund_metrics_by_time ON refund_metrics (refunded_at);

      -- A message that was sent may be said to have failed later.
      CREATE TABLE message_metrics (
        notification_id uuid PRIMARY KEY,
        order_id uuid,
        kind text NOT NULL,
        channel text NOT NULL,
        sent_at timestamptz,
        failed_at timestamptz,
        permanent boolean
      );
      CREATE INDEX message_metrics_by_sending ON message_metrics (sent_at) WHERE sent_at IS NOT NULL;
      CREATE INDEX message_metrics_by_failure ON message_metrics (failed_at) WHERE failed_at IS NOT NULL;
    `);
  },
};
