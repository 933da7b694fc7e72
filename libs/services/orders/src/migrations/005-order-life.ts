import type { Migration } from '@pizzeria/postgres';

/** Orders for later, refunds, what the kitchen says of an order's time, and what of the shop changes by the minute. */
export const followOrders: Migration = {
  name: '005-order-life',
  async up(sql) {
    await sql.raw(`
      ALTER TABLE orders
        ADD COLUMN requested_for timestamptz,
        -- beside the column payment, which processes of the release before write as a whole
        ADD COLUMN refunds jsonb NOT NULL DEFAULT '[]',
        ADD COLUMN estimate jsonb,
        ADD COLUMN unattended jsonb;

      CREATE TABLE shop_settings (
        id integer PRIMARY KEY DEFAULT 1 CHECK (id = 1),
        paused_until timestamptz,
        extra_minutes integer NOT NULL DEFAULT 0 CHECK (extra_minutes >= 0),
        extra_minutes_until timestamptz
      );
      INSERT INTO shop_settings DEFAULT VALUES;

      -- What the kitchen last said of how long a new order would wait: no row before it said anything.
      CREATE TABLE kitchen_wait (
        id integer PRIMARY KEY DEFAULT 1 CHECK (id = 1),
        seconds integer NOT NULL CHECK (seconds >= 0),
        said_at timestamptz NOT NULL,
        -- How much longer an order takes for each pizza beyond its first; null where it never said so.
        pizza_seconds integer CHECK (pizza_seconds >= 0),
        sequence integer NOT NULL
      );
    `);
  },
};
