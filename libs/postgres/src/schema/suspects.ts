import type { Migration } from '../migrations';

/**
 * `suspects`: messages being handled alone, because they may be what kills their process. A row of an instance that
 * holds no session lock any more was left behind by a dead process.
 */
export const suspectsMigration: Migration = {
  name: 'platform-005-suspects',
  async up(sql) {
    await sql.raw(`
      CREATE TABLE suspects (
        queue      text NOT NULL,
        message_id text NOT NULL,
        instance   integer NOT NULL,
        began_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (queue, message_id, instance)
      )
    `);
  },
};
