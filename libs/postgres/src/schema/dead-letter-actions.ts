import type { Migration } from '../migrations';

/**
 * What people do with dead letters: the state of each (`waiting`, `replayed`, `discarded`) and, in
 * `dead_letter_actions`, everything that happened to it. One row per message of a queue, whose body tells it from
 * another that bears the same id: `failed_replay` is the replay (0: none) whose failure the row shows, `replays`
 * how often it was sent again. Rows that tell of one message more than once become one: the one that waits, or the
 * newest.
 */
export const deadLetterActionsMigration: Migration = {
  name: 'platform-006-dead-letter-actions',
  async up(sql) {
    await sql.raw(`
      ALTER TABLE dead_letters
        ADD COLUMN state         text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'replayed', 'discarded')),
        ADD COLUMN state_since   timestamptz NOT NULL DEFAULT clock_timestamp(),
        ADD COLUMN replays       integer NOT NULL DEFAULT 0,
        ADD COLUMN failed_replay integer NOT NULL DEFAULT 0,
        ADD COLUMN arrivals      integer NOT NULL DEFAULT 1,
        ADD COLUMN event_id      uuid,
        ADD COLUMN body_digest   bytea NOT NULL GENERATED ALWAYS AS (sha256(body)) STORED;

      UPDATE dead_letters SET
        state = CASE WHEN discarded_at IS NOT NULL THEN 'discarded' WHEN replayed_at IS NOT NULL THEN 'replayed' ELSE 'waiting' END,
        replays = CASE WHEN replayed_at IS NULL THEN 0 ELSE 1 END,
        event_id = CASE WHEN message_id ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN message_id::uuid END;

      DELETE FROM dead_letters WHERE id NOT IN (
        SELECT DISTINCT ON (queue, message_id, body_digest) id FROM dead_letters
        ORDER BY queue, message_id, body_digest, state = 'waiting' DESC, received_at DESC, id DESC);

      DROP INDEX dead_letters_waiting;
      DROP INDEX dead_letters_message;
      DROP INDEX dead_letters_received;
      ALTER TABLE dead_letters
        DROP COLUMN replayed_by, DROP COLUMN discarded_at, DROP COLUMN discarded_by, DROP COLUMN discard_reason;
      CREATE UNIQUE INDEX dead_letters_message ON dead_letters (queue, message_id, body_digest);
      CREATE INDEX dead_letters_state ON dead_letters (state, received_at, id);
      CREATE INDEX dead_letters_event ON dead_letters (event_id, queue);

      CREATE TABLE dead_letter_actions (
        seq    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        letter uuid NOT NULL REFERENCES dead_letters (id) ON DELETE CASCADE,
        action text NOT NULL CHECK (action IN ('failed', 'replayed', 'discarded', 'restored')),
        at     timestamptz NOT NULL DEFAULT clock_timestamp(),
        person text,
        note   text
      );
      CREATE INDEX dead_letter_actions_letter ON dead_letter_actions (letter, seq);
      INSERT INTO dead_letter_actions (letter, action, at, note)
        SELECT id, 'failed', received_at, reason || coalesce(': ' || split_part(error, E'\\n', 1), '')
        FROM dead_letters ORDER BY received_at;
    `);
  },
};
