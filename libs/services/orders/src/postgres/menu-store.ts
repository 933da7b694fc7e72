import type { Database } from '@pizzeria/postgres';
import type { Catalogue } from '../domain/catalogue';
import type { Ingredient } from '../domain/food';
import { menuOf } from '../domain/menu';
import type { TaxRule } from '../domain/tax';
import type { Menus } from '../use-cases/ports';
import { extraOf, itemOf, type EntryRow, type ShopRow } from './menu-rows';

/** The menu in PostgreSQL, in the order it is shown; `tax` is how its prices are meant. */
export const postgresMenus = (database: Database, tax: TaxRule): Menus => {
  const catalogue = async (): Promise<Catalogue> => {
    const { sql } = database;
    const rows = await sql<EntryRow>('menu_items').orderByRaw(shownOrder);
    return {
      ingredients: await sql<Ingredient>('ingredients').orderByRaw('id COLLATE "C"'),
      items: rows.filter(({ kind }) => kind !== 'extra').map(itemOf),
      extras: rows.filter(({ kind }) => kind === 'extra').map(extraOf),
    };
  };

  return {
    async read() {
      const shop = (await database.sql<ShopRow>('shop').first()) ?? { currency: 'USD', sold_out: [] };
      return menuOf(await catalogue(), { currency: shop.currency, tax, soldOut: new Set(shop.sold_out) });
    },

    async keepSoldOut(skus, asOf) {
      await database.sql('shop').where('sold_out_as_of', '<', asOf).update({ sold_out: skus, sold_out_as_of: asOf });
    },
  };
};

const shownOrder = `array_position(ARRAY['pizza', 'side', 'drink', 'extra'], kind), position, sku`;
