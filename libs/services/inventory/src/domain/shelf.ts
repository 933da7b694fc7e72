import type { IngredientQuantity, Supplier, Unit } from '@pizzeria/contracts';
import type { Needs } from './recipes';

/** One ingredient in stock; quantities in its unit. */
export interface Shelf {
  readonly ingredientId: string;
  readonly name: string;
  readonly unit: Unit;
  readonly supplier: Supplier;
  readonly threshold: number;
  readonly par: number;
  /** What lies there. */
  readonly onHand: number;
  /** What of it is set aside for orders. */
  readonly reserved: number;
  /** Whether it was said to be low, and has not recovered since. */
  readonly low: boolean;
  /** Sequence of the last event about this ingredient; 0 before the first. */
  readonly version: number;
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
