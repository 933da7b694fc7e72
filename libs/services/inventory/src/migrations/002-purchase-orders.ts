import type { Migration } from '@pizzeria/postgres';

/** Orders from suppliers: at most one open for each. */
export const purchaseOrders: Migration = {
  name: '002-purchase-orders',
  up: async (sql) => {
    await sql.raw(`
      create sequence purchase_order_number;
      create table purchase_orders (
        id uuid primary key,
        number integer not null unique,
        supplier_id text not null references suppliers,
        state text not null check (state in ('open', 'received')),
        version integer not null,
        lines jsonb not null,
        placed_at timestamptz not null,
        received_at timestamptz
      );
      create unique index one_open_purchase_order on purchase_orders (supplier_id) where state = 'open';
    `);
  },
};
