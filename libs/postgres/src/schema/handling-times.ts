import type { Migration } from '../migrations';

/** How long each message was handled, and an index for all that was given up of one subject. */
export const handlingTimesMigration: Migration = {
  name: 'platform-008-handling-times',
  async up(sql) {
    await sql.raw(`
      ALTER TABLE inbox ADD COLUMN took_ms integer;
      CREATE INDEX dead_letters_subject ON dead_letters (subject);
    `);
  },
};
