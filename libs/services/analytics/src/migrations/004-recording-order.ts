import type { Migration } from '@pizzeria/postgres';

/**
 * What is written to the log after a moment at which nobody was writing has a later time than that: so a rebuild
 * can read on from there.
 */
export const orderRecordings: Migration = {
  name: '004-recording-order',
  async up(sql) {
    await sql.raw(`
      ALTER TABLE event_log ALTER recorded_at SET DEFAULT clock_timestamp();
      CREATE INDEX event_log_by_recording ON event_log (recorded_at, event_id);
    `);
  },
};
