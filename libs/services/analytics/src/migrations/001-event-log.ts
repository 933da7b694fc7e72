import type { Migration } from '@pizzeria/postgres';

export const createEventLog: Migration = {
  name: '001-event-log',
  async up(sql) {
    await sql.raw(`
      CREATE TABLE event_log (
        event_id uuid PRIMARY KEY,
        type text NOT NULL,
        source text NOT NULL,
        subject text NOT NULL,
        sequence bigint NOT NULL,
        happened_at timestamptz NOT NULL,
        -- of the order that the payload names, if it names one
        order_id uuid,
        -- the whole event, personal data blank
        event jsonb NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX event_log_by_order ON event_log (order_id, happened_at) WHERE order_id IS NOT NULL;
      CREATE INDEX event_log_by_time ON event_log (happened_at);
    `);
  },
};
