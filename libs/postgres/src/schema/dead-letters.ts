import type { Migration } from '../migrations';

/** `dead_letters`: messages that were given up, until a person replays or discards them; `message_id` may be any text. */
export const deadLettersMigration: Migration = {
  name: 'platform-003-dead-letters',
  async up(sql) {
    await sql.raw(`
      CREATE TABLE dead_letters (
        id              uuid PRIMARY KEY,
        queue           text NOT NULL,
        message_id      text NOT NULL,
        routing_key     text NOT NULL,
        type            text,
        subject         text,
        marks           jsonb NOT NULL,
        body            bytea NOT NULL,
        reason          text NOT NULL,
        error           text,
        stack           text,
        attempts        integer NOT NULL,
        first_failed_at timestamptz,
        last_failed_at  timestamptz,
        received_at     timestamptz NOT NULL DEFAULT now(),
        replayed_at     timestamptz,
        replayed_by     text,
        discarded_at    timestamptz,
        discarded_by    text,
        discard_reason  text
      );
      CREATE UNIQUE INDEX dead_letters_waiting ON dead_letters (queue, message_id)
        WHERE replayed_at IS NULL AND discarded_at IS NULL;
      CREATE INDEX dead_letters_message ON dead_letters (message_id);
      CREATE INDEX dead_letters_received ON dead_letters (received_at);
    `);
  },
};
