import type { Migration } from '@pizzeria/postgres';
import { ingredients } from './003-opening-stock-data';
import { suppliers } from './003-suppliers-data';

/** The shop opens with every shelf filled up to par. */
export const openingStock: Migration = {
  name: '003-opening-stock',
  up: async (sql) => {
    await sql('suppliers').insert(Object.values(suppliers));
    await sql('ingredients').insert(
      ingredients.map(({ ingredientId, name, unit, supplier, threshold, par }) => ({
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
      ingredients.map(({ ingredientId, par }) => ({
        ingredient_id: ingredientId,
        kind: 'opening',
        quantity: par,
        at: sql.fn.now(),
      })),
    );
  },
};
