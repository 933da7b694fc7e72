import type { Recipe } from './recipes';
import { Refusal } from './refusal';

/** A recipe as it can be carried out. Throws `Refusal` when it takes what the shop does not keep. */
export const writeRecipe = (recipe: Recipe, kept: ReadonlySet<string>): Recipe => {
  const unknown = recipe.portions.flatMap(({ needs }) => Object.keys(needs)).filter((id) => !kept.has(id));
  if (unknown.length === 0) return recipe;
  const ingredientIds = [...new Set(unknown)];
  throw new Refusal('invalid', 'ingredients-unknown', 'It takes what the shop does not keep.', { ingredientIds });
};
