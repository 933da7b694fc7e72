import type { Migration } from '@pizzeria/postgres';
import { moreIngredients, moreSuppliers } from './004-more-ingredients-data';

/** The shop keeps what its larger menu takes, and every new shelf is filled up to par. */
export const moreStock: Migration = {
  name: '004-more-ingredients',
  up: async (sql) => {
    await sql('suppliers').insert(Object.values(moreSuppliers));
    await sql('ingredients').insert(
      moreIngredients.map(({ ingredientId, name, unit, supplier, threshold, par }) => ({
        id: ingredientId,
        name,
        unit,
        supplier_id: supplier.id,
        threshold,
        par,
        on_hand: par,
        reserved: 0,
      })),
    );
    await sql('stock_movements').insert(
      moreIngredients.map(({ ingredientId, par }) => ({
        ingredient_id: ingredientId,
        kind: 'opening',
        quantity: par,
        at: sql.fn.now(),
      })),
    );
  },
};
