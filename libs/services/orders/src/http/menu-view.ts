import { allergen, diet, ingredientId, minorUnits, size, sku } from '@pizzeria/contracts';
import { z } from 'zod';

const labels = { allergens: z.array(allergen), diets: z.array(diet) };

/** Counts edits: what a manager sends back with the next one. */
const version = z.int().min(1);

const offered = {
  sku,
  name: z.string(),
  ingredients: z.array(ingredientId),
  ...labels,
  /** Whether it can be ordered. */
  available: z.boolean(),
  unavailableBecause: z.enum(['sold-out', 'switched-off']).optional(),
  version,
};

export const ingredientView = z.object({ id: ingredientId, name: z.string(), ...labels, version });

export const itemView = z.object({
  ...offered,
  kind: z.enum(['pizza', 'drink', 'side']),
  description: z.string(),
  prices: z.array(z.object({ size: size.optional(), amount: minorUnits })),
});

export const extraView = z.object({ ...offered, amount: minorUnits });

/** The menu as anyone sees it; labels follow from the ingredients. */
export const menuView = z.object({
  currency: z.string(),
  tax: z.object({
    /** For example `8.875`. */
    percent: z.string(),
    /** Whether the prices have it in them; else it comes on top of an order. */
    included: z.boolean(),
  }),
  items: z.array(itemView),
  extras: z.array(extraView),
  ingredients: z.array(ingredientView),
});
