import type { Database } from '@pizzeria/postgres';
import type { Catalogue } from '../domain/catalogue';
import type { Edit } from '../domain/edit-menu';
import type { Ingredient } from '../domain/food';
import { menuOf } from '../domain/menu';
import type { TaxRule } from '../domain/tax';
import type { Menus } from '../use-cases/ports';
import { extraOf, itemOf, rowOfExtra, rowOfItem, type EntryRow, type ShopRow } from './menu-rows';

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

  /** One edit at a time: each sees all that were before it. */
  const edit = <Entry>(
    decide: (catalogue: Catalogue) => Edit<Entry>,
    save: (entry: Entry) => Promise<unknown>,
  ): Promise<Edit<Entry>> =>
    database.transaction(async () => {
      await database.sql('shop').forUpdate().first();
      const decided = decide(await catalogue());
      if (decided.outcome !== 'unchanged') await save(decided.entry);
      return decided;
    });

  const saveEntry = async (row: object): Promise<void> => {
    const last = database.sql.raw('(SELECT coalesce(max(position), 0) + 1 FROM menu_items)');
    await database
      .sql('menu_items')
      .insert({ ...row, position: last })
      .onConflict('sku')
      .merge(Object.keys(row));
  };

  return {
    async read() {
      const shop = (await database.sql<ShopRow>('shop').first()) ?? { currency: 'USD', sold_out: [] };
      return menuOf(await catalogue(), { currency: shop.currency, tax, soldOut: new Set(shop.sold_out) });
    },

    editItem: (decide) => edit(decide, (item) => saveEntry(rowOfItem(item))),
    editExtra: (decide) => edit(decide, (extra) => saveEntry(rowOfExtra(extra))),
    editIngredient: (decide) =>
      edit(decide, ({ id, name, allergens, diets, version }) =>
        database.sql('ingredients').insert({ id, name, allergens, diets, version }).onConflict('id').merge(),
      ),

    async keepSoldOut(skus, asOf) {
      await database.sql('shop').where('sold_out_as_of', '<', asOf).update({ sold_out: skus, sold_out_as_of: asOf });
    },
  };
};

const shownOrder = `array_position(ARRAY['pizza', 'side', 'drink', 'extra'], kind), position, sku`;
