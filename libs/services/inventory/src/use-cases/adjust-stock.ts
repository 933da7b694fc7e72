import { adjust, type Adjustment, noIngredient } from '../domain/adjust';
import type { Shelf } from '../domain/shelf';
import type { Stock } from './ports';

/** Enters a delivery, waste or a count, and answers the shelf as it is then. Runs in the caller's transaction. */
export const adjustStock = async (ingredientId: string, adjustment: Adjustment, stock: Stock): Promise<Shelf> => {
  await stock.update((book) => adjust(book, ingredientId, adjustment));
  const shelf = await stock.shelf(ingredientId);
  if (!shelf) throw noIngredient(ingredientId);
  return shelf;
};
