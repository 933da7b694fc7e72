import { Refusal } from './refusal';
import type { Movement, Shelf } from './shelf';
import type { StockBook } from './stock-book';

/** What a person enters about one ingredient; `quantity` in its unit. */
export interface Adjustment {
  /** `delivery`: so much came. `waste`: so much was thrown away. `count`: so much lies there. */
  readonly kind: 'delivery' | 'waste' | 'count';
  readonly quantity: number;
  readonly note?: string;
  readonly by: string;
}

/** More of anything than this is a slip of the hand. */
export const mostOnHand = 100_000_000;

/** Enters an adjustment. Throws `Refusal` on an unknown ingredient and on what cannot be. */
export const adjust = (book: StockBook, ingredientId: string, adjustment: Adjustment): void => {
  const shelf = book.find(ingredientId);
  if (!shelf) throw noIngredient(ingredientId);
  const quantity = moved(shelf, adjustment);
  const { kind, note, by } = adjustment;
  book.move({ ingredientId, kind, quantity, note, by } satisfies Movement);
};

export const noIngredient = (ingredientId: string): Refusal =>
  new Refusal('not-found', 'ingredient-not-found', 'There is no such ingredient.', { ingredientId });

const moved = (shelf: Shelf, { kind, quantity }: Adjustment): number => {
  const { ingredientId, onHand } = shelf;
  if (kind === 'waste' && quantity > onHand)
    throw new Refusal('conflict', 'not-enough-on-hand', 'More was thrown away than lies there: count it first.', {
      ingredientId,
      onHand,
    });
  const change = { delivery: quantity, waste: -quantity, count: quantity - onHand }[kind];
  if (onHand + change > mostOnHand)
    throw new Refusal('invalid', 'too-much', `No more than ${mostOnHand} can lie there.`, { ingredientId, onHand });
  return change;
};
