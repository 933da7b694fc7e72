import { arrange } from '../domain/arrange';
import type { IngredientWanted } from '../domain/ingredient';
import { Refusal } from '../domain/refusal';
import type { Shelf } from '../domain/shelf';
import type { Stock } from './ports';

/**
 * Keeps an ingredient as is said here, a new one on an empty shelf, and answers its shelf. A threshold that it falls
 * below by this is said like any other. Runs in the caller's transaction.
 */
export const keepIngredient = async (
  wanted: IngredientWanted,
  stock: Stock,
): Promise<{ readonly shelf: Shelf; readonly created: boolean }> => {
  const supplier = await stock.supplier(wanted.supplier);
  if (!supplier)
    throw new Refusal('invalid', 'supplier-unknown', 'There is no such supplier: say what he is called.', {
      supplierId: wanted.supplier.id,
    });
  const ingredient = { ...wanted, supplier };
  const created = await stock.add(ingredient);
  await stock.update((book) => arrange(book, ingredient));
  const shelf = await stock.shelf(wanted.ingredientId);
  if (!shelf) throw new Error(`the shelf of ${wanted.ingredientId} is gone`);
  return { shelf, created };
};
