import type { Migration } from '../migrations';

/** The in-memory bus' journal, in a database of its own: `migrateOnly(database, journalMigrations, log)`. */
export const journalMigrations: readonly Migration[] = [
  {
    name: 'journal-001-letters',
    async up(sql) {
      await sql.raw(`
        CREATE TABLE letters (
          id          uuid PRIMARY KEY,
          queue       text NOT NULL,
          message_id  text NOT NULL,
          routing_key text NOT NULL,
          body        bytea NOT NULL,
          marks       jsonb NOT NULL,
          due_at      timestamptz
        ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0)
      `);
    },
  },
  {
    name: 'journal-002-deaths',
    async up(sql) {
      await sql.raw(`
        ALTER TABLE letters ADD COLUMN deaths integer NOT NULL DEFAULT 0;
        CREATE TABLE journal (in_use boolean NOT NULL);
        INSERT INTO journal VALUES (false)
      `);
    },
  },
];
