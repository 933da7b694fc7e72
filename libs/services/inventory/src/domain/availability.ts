import type { MenuAvailabilityChangedData, Sku } from '@pizzeria/contracts';
import type { Needs } from './recipes';

/** What cannot be made at present, by sku, each with what is missing, by ingredient. */
export type Unavailable = MenuAvailabilityChangedData['unavailable'];

/** What one of something takes at least. */
export interface SmallestPortion {
  readonly sku: Sku;
  readonly needs: Needs;
}

/** All that cannot be made, not even in its smallest size, from what is free of each ingredient. */
export const unavailableOf = (
  portions: readonly SmallestPortion[],
  free: Readonly<Record<string, number>>,
): Unavailable =>
  portions
    .map(({ sku, needs }) => ({ sku, missing: missingOf(needs, free) }))
    .filter(({ missing }) => missing.length > 0)
    .sort((a, b) => (a.sku < b.sku ? -1 : 1));

const missingOf = (needs: Needs, free: Readonly<Record<string, number>>): string[] =>
  Object.entries(needs)
    .filter(([ingredientId, quantity]) => quantity > (free[ingredientId] ?? 0))
    .map(([ingredientId]) => ingredientId)
    .sort();

/** Whether what is free went below, or came up to, an amount that one of these portions takes. */
export const crosses = (portions: readonly number[], before: number, after: number): boolean =>
  portions.some((quantity) => quantity <= before !== quantity <= after);
