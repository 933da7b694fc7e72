import type { Migration } from '@pizzeria/postgres';

/** Shelves with their ledger, and what is held for each order. The checks are the last net under the domain. */
export const stock: Migration = {
  name: '001-stock',
  up: async (sql) => {
    await sql.raw(`
      create table suppliers (
        id text primary key,
        name text not null,
        email text
      );
      create table ingredients (
        id text primary key,
        name text not null,
        unit text not null check (unit in ('g', 'ml', 'piece')),
        supplier_id text not null references suppliers,
        threshold integer not null check (threshold >= 0),
        par integer not null check (par >= threshold),
        on_hand integer not null check (on_hand >= 0),
        reserved integer not null check (reserved between 0 and on_hand),
        low boolean not null default false,
        version integer not null default 0
      );
      create table stock_movements (
        id bigint generated always as identity primary key,
        ingredient_id text not null references ingredients,
        kind text not null check (kind in ('opening', 'delivery', 'waste', 'count', 'used')),
        quantity integer not null,
        order_id uuid,
        purchase_order_id uuid,
        note text,
        entered_by text,
        at timestamptz not null
      );
      create index stock_movements_by_ingredient on stock_movements (ingredient_id, id);
      create table reservations (
        order_id uuid primary key,
        position bigint generated always as identity unique,
        state text not null check (state in ('waiting', 'reserved', 'committed', 'released')),
        version integer not null,
        number integer,
        placed_at timestamptz,
        needs jsonb,
        missing jsonb,
        check (state not in ('waiting', 'reserved') or needs is not null)
      );
      create index reservations_held on reservations (state, placed_at) where state in ('waiting', 'reserved');
    `);
  },
};
