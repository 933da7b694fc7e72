import type { Migration } from '../migrations';

/**
 * `release_parked(event)`: puts a parked event, or all of them, back into the outbox, after what waits there now, and
 * answers how many. A function, so that whoever mended the cause needs no more than `psql`.
 */
export const releaseParkedMigration: Migration = {
  name: 'platform-007-release-parked',
  async up(sql) {
    await sql.raw(`
      CREATE FUNCTION release_parked(event uuid DEFAULT NULL) RETURNS bigint LANGUAGE sql AS $$
        WITH released AS (DELETE FROM outbox_parked WHERE event IS NULL OR event_id = event RETURNING *),
             back AS (INSERT INTO outbox
                        (event_id, type, routing_key, subject, sequence, causation_id, created_at, body)
                      SELECT event_id, type, routing_key, subject, sequence, causation_id, created_at, body
                      FROM released ORDER BY seq RETURNING 1)
        SELECT count(*) FROM back
      $$`);
  },
};
