import type { Migration } from '@pizzeria/postgres';

/** Tickets: the whole ticket as a document, with columns for what is asked of many at once. */
export const tickets: Migration = {
  name: '001-tickets',
  up: async (sql) => {
    await sql.raw(`
      create table tickets (
        order_id uuid primary key,
        version integer not null check (version >= 0),
        status text not null,
        -- Null while the order itself is not known.
        start_by timestamptz,
        pizzas integer not null default 0 check (pizzas >= 0),
        -- When work under way was called off.
        stopped_at timestamptz,
        ticket jsonb not null
      );
      create index tickets_by_place on tickets (status, start_by, order_id) where start_by is not null;
      create index tickets_stopped on tickets (stopped_at) where stopped_at is not null;
    `);
  },
};
