import type { Migration } from '@pizzeria/postgres';

/** What was last said about how busy the kitchen is: one row, of a kitchen that has nothing to do. */
export const load: Migration = {
  name: '002-load',
  up: async (sql) => {
    await sql.raw(`
      create table kitchen_load (
        only_one boolean primary key default true check (only_one),
        wait_seconds integer not null default 0 check (wait_seconds >= 0),
        -- Of the last event about it.
        sequence integer not null default 0 check (sequence >= 0)
      );
      insert into kitchen_load default values;
    `);
  },
};
