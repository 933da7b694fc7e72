import type { Migration } from '@pizzeria/postgres';

/** The tax of an order; nothing is known of those placed before, nor of those that the version before still places. */
export const keepTax: Migration = {
  name: '004-tax',
  async up(sql) {
    await sql.raw('ALTER TABLE orders ADD COLUMN tax jsonb');
  },
};
