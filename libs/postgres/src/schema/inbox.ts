import type { Migration } from '../migrations';

/** `inbox`: one row per message a subscription has handled, partitioned by the time inside its UUIDv7. */
export const inboxMigration: Migration = {
  name: 'platform-002-inbox',
  async up(sql) {
    await sql.raw(`
      CREATE TABLE inbox (
        message_id uuid NOT NULL,
        consumer   text NOT NULL,
        type       text NOT NULL,
        subject    text NOT NULL,
        attempts   integer NOT NULL,
        traceparent text,
        started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (message_id, consumer)
      ) PARTITION BY RANGE (message_id);
      CREATE TABLE inbox_default PARTITION OF inbox DEFAULT;
      CREATE INDEX inbox_subject ON inbox (subject);
    `);
  },
};
