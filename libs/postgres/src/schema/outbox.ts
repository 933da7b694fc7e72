import type { Migration } from '../migrations';

/**
 * `outbox`: rows wait for the relay and are deleted when confirmed. No status column: nothing is updated on the
 * way. Dead rows pile up at the low end that every select starts from, so vacuum comes early and unthrottled.
 */
export const outboxMigration: Migration = {
  name: 'platform-001-outbox',
  async up(sql) {
    await sql.raw(`
      CREATE TABLE outbox (
        seq          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        event_id     uuid NOT NULL,
        type         text NOT NULL,
        routing_key  text NOT NULL,
        subject      text NOT NULL,
        sequence     bigint NOT NULL,
        causation_id uuid,
        created_at   timestamptz NOT NULL,
        body         bytea NOT NULL
      ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0,
              autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 10000);

      CREATE TABLE outbox_parked (
        seq          bigint PRIMARY KEY,
        event_id     uuid NOT NULL UNIQUE,
        type         text NOT NULL,
        routing_key  text NOT NULL,
        subject      text NOT NULL,
        sequence     bigint NOT NULL,
        causation_id uuid,
        created_at   timestamptz NOT NULL,
        body         bytea NOT NULL,
        parked_at    timestamptz NOT NULL DEFAULT now(),
        error        text NOT NULL
      );

      CREATE TABLE published (
        event_id     uuid NOT NULL,
        type         text NOT NULL,
        subject      text NOT NULL,
        sequence     bigint NOT NULL,
        causation_id uuid,
        created_at   timestamptz NOT NULL,
        confirmed_at timestamptz NOT NULL DEFAULT now()
      ) PARTITION BY RANGE (confirmed_at);
      CREATE TABLE published_default PARTITION OF published DEFAULT;
      CREATE INDEX published_subject ON published (subject, created_at);
      CREATE INDEX published_event ON published (event_id);
    `);
  },
};
