import type { Database } from '@pizzeria/postgres';
import type { MenuItem, Price } from '../domain/menu';
import type { Menus } from '../use-cases/ports';

interface ItemRow {
  readonly sku: string;
  readonly kind: MenuItem['kind'] | 'extra';
  readonly name: string;
  readonly description: string;
  readonly prices: readonly Price[];
  readonly allergens: readonly string[];
  readonly diets: readonly string[];
  readonly currency: string;
}

/** The menu in PostgreSQL, in the order it is shown. */
export const postgresMenus = (database: Database): Menus => ({
  async read() {
    const rows: ItemRow[] = await database.sql('menu_items').crossJoin(database.sql.ref('shop')).orderBy('position');
    const items = rows.flatMap((row): MenuItem[] => (row.kind === 'extra' ? [] : [itemOf(row, row.kind)]));
    const extras = rows
      .filter(({ kind }) => kind === 'extra')
      .map(({ sku, name, prices, allergens, diets }) => ({
        sku,
        name,
        amount: prices[0]?.amount ?? 0,
        allergens,
        diets,
      }));
    return { currency: rows[0]?.currency ?? 'USD', items, extras };
  },
});

const itemOf = (row: ItemRow, kind: MenuItem['kind']): MenuItem => {
  const { sku, name, description, prices, allergens, diets } = row;
  return { sku, kind, name, description, prices, allergens, diets };
};
