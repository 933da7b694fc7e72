import type { IngredientQuantity } from '@pizzeria/contracts';
import type { KeptIngredient } from './ingredient';
import type { Needs } from './recipes';

/** One ingredient in stock; quantities in its unit. */
export interface Shelf extends KeptIngredient {
  /** What lies there. */
  readonly onHand: number;
  /** What of it is set aside for orders. */
  readonly reserved: number;
  /** Whether it was said to be low, and has not recovered since. */
  readonly low: boolean;
  /** Sequence of the last event about this ingredient; 0 before the first. */
  readonly version: number;
  /** What the smallest portions of recipes take of it: across one of these, what can be made changes. */
  readonly smallestPortions: readonly number[];
}

/** What lies there and is nobody's yet. */
export const available = ({ onHand, reserved }: Shelf): number => onHand - reserved;

/** Why what lies on a shelf changed. On hand is always the sum of its movements. */
export interface Movement {
  readonly ingredientId: string;
  readonly kind: 'opening' | 'delivery' | 'waste' | 'count' | 'used';
  /** What came, or with a minus went. */
  readonly quantity: number;
  readonly orderId?: string;
  readonly purchaseOrderId?: string;
  readonly note?: string;
  /** Id of the person who entered it. */
  readonly by?: string;
}

/** Needs as others read them, in the order of the ingredients' ids. */
export const quantitiesOf = (needs: Needs, shelfOf: (ingredientId: string) => Shelf): IngredientQuantity[] =>
  Object.entries(needs)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([ingredientId, quantity]) => {
      const { name, unit } = shelfOf(ingredientId);
      return { ingredientId, name, unit, quantity };
    });
