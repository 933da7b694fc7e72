import type { Recipe } from '../domain/recipes';
import { writeRecipe } from '../domain/write-recipe';
import type { Recipes } from './ports';

/** Keeps a recipe for orders placed from now on, and says what can be made when that changes by it. */
export const keepRecipe = (
  recipe: Recipe,
  recipes: Recipes,
): Promise<{ readonly recipe: Recipe; readonly created: boolean }> =>
  recipes.keep(recipe.sku, (kept) => writeRecipe(recipe, kept));
