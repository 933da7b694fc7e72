import type { KeptIngredient } from './ingredient';
import { Refusal } from './refusal';
import type { StockBook } from './stock-book';

/** Keeps an ingredient in another way: its name, threshold, par or supplier. Throws `Refusal` on another unit. */
export const arrange = (book: StockBook, ingredient: KeptIngredient): void => {
  const { ingredientId } = ingredient;
  const { unit } = book.shelf(ingredientId);
  if (unit !== ingredient.unit)
    throw new Refusal('conflict', 'unit-fixed', 'What lies there is counted in another unit.', { ingredientId, unit });
  book.arrange(ingredient);
};
