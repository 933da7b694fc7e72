import type { Migration } from '@pizzeria/postgres';

export const createOrders: Migration = {
  name: '001-orders',
  async up(sql) {
    await sql.raw(`
      CREATE TABLE customers (
        id uuid PRIMARY KEY,
        -- what makes two orders one customer's, for example phone:+14155550123
        contact_key text NOT NULL UNIQUE,
        name text NOT NULL,
        phone text,
        email text,
        created_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE SEQUENCE order_numbers AS integer;

      CREATE TABLE orders (
        id uuid PRIMARY KEY,
        number integer NOT NULL UNIQUE,
        -- how many events this order has published
        version integer NOT NULL,
        customer_id uuid NOT NULL REFERENCES customers,
        tracking_hash text NOT NULL,
        status text NOT NULL,
        customer jsonb NOT NULL,
        fulfilment jsonb NOT NULL,
        items jsonb NOT NULL,
        total_amount integer NOT NULL CHECK (total_amount >= 0),
        currency char(3) NOT NULL,
        placed_at timestamptz NOT NULL,
        estimated_delivery timestamptz NOT NULL,
        progress jsonb NOT NULL,
        payment jsonb NOT NULL,
        stock jsonb NOT NULL
      );
      CREATE INDEX orders_by_status ON orders (status, number DESC);
      CREATE INDEX orders_by_customer ON orders (customer_id);
    `);
  },
};
