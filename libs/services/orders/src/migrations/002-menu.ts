import type { Migration } from '@pizzeria/postgres';
import { drinks, extras, pizzas } from './002-menu-data';

/** The menu, and the first one of the shop. */
export const createMenu: Migration = {
  name: '002-menu',
  async up(sql) {
    await sql.raw(`
      CREATE TABLE shop (
        id integer PRIMARY KEY DEFAULT 1 CHECK (id = 1),
        currency char(3) NOT NULL
      );
      INSERT INTO shop (currency) VALUES ('USD');

      CREATE TABLE menu_items (
        sku text PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('pizza', 'drink', 'side', 'extra')),
        position integer NOT NULL,
        name text NOT NULL,
        description text NOT NULL DEFAULT '',
        -- [{ "size"?, "amount" }], minor units of the shop's currency
        prices jsonb NOT NULL,
        allergens text[] NOT NULL DEFAULT '{}',
        diets text[] NOT NULL DEFAULT '{}'
      );
    `);
    const items = [...pizzas, ...drinks, ...extras];
    const rows = items.map((item, position) => ({ ...item, position, prices: JSON.stringify(item.prices) }));
    await sql('menu_items').insert(rows);
  },
};
