import type { Migration } from '@pizzeria/postgres';

/**
 * A purchase order gathers lines while it is open, is sent once, and may come in parts: each line of `lines` says how
 * much of it was received. Open orders of before are sent like any other; received ones stay as they are.
 */
export const sentPurchaseOrders: Migration = {
  name: '006-sent-purchase-orders',
  up: async (sql) => {
    await sql.raw(`
      alter table purchase_orders
        drop constraint purchase_orders_state_check,
        add constraint purchase_orders_state_check
          check (state in ('open', 'sent', 'partly-received', 'received')),
        add column sent_at timestamptz;
      create index purchase_orders_under_way on purchase_orders (supplier_id) where state <> 'received';
    `);
  },
};
