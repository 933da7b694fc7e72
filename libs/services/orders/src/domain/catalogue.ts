import type { IngredientId, Sku } from '@pizzeria/contracts';
import type { Ingredient } from './food';

/** What a manager writes, and all that the menu is made of. */
export interface Catalogue {
  readonly ingredients: readonly Ingredient[];
  readonly items: readonly ItemEntry[];
  /** Sold on top of a pizza, not by themselves. */
  readonly extras: readonly ExtraEntry[];
}

interface Entry {
  readonly sku: Sku;
  readonly name: string;
  readonly ingredients: readonly IngredientId[];
  /** The manager's own switch; what is out of stock is another matter. */
  readonly available: boolean;
  /** Counts its edits from 1. */
  readonly version: number;
}

export interface ItemEntry extends Entry {
  readonly kind: 'pizza' | 'drink' | 'side';
  readonly description: string;
  /** One price per size, or a single price without a size. */
  readonly prices: readonly Price[];
}

export interface Price {
  readonly size?: string;
  /** Minor units of the menu's currency. */
  readonly amount: number;
}

export interface ExtraEntry extends Entry {
  /** Minor units of the menu's currency, for each time it is put on a pizza of any size. */
  readonly amount: number;
}
