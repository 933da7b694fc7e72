import type { IngredientId, Sku } from '@pizzeria/contracts';

/** Quantities by ingredient, in each ingredient's unit. */
export type Needs = Readonly<Record<IngredientId, number>>;

/** What one of something takes from the shelves. Without a size it is one portion for every size. */
export interface Portion {
  readonly size?: string;
  readonly needs: Needs;
}

/** How something on the menu is made, an extra, a drink or a side as well as a pizza; at least one portion. */
export interface Recipe {
  readonly sku: Sku;
  readonly portions: readonly Portion[];
}

/** Recipes by what they make. */
export type RecipeBook = ReadonlyMap<Sku, Recipe>;

export const recipeBook = (recipes: readonly Recipe[]): RecipeBook =>
  new Map(recipes.map((recipe) => [recipe.sku, recipe]));

/** What this size takes; undefined when it is made in other sizes only. */
export const portionOf = ({ portions }: Recipe, size: string | undefined): Needs | undefined =>
  (portions.find((portion) => portion.size === size) ?? portions.find((portion) => portion.size === undefined))?.needs;

/** The portion that takes least: when even this cannot be made, the shop is out of it. */
export const smallestPortion = ({ portions }: Recipe): Needs =>
  portions.map(({ needs }) => needs).reduce((least, needs) => (weightOf(needs) < weightOf(least) ? needs : least));

const weightOf = (needs: Needs): number => Object.values(needs).reduce((sum, quantity) => sum + quantity, 0);
