import { ingredientId, size, sku } from '@pizzeria/contracts';
import { route } from '@pizzeria/service';
import { z } from 'zod';
import type { Recipe } from '../domain/recipes';
import type { InventoryParts } from '../parts';
import { keepRecipe } from '../use-cases/keep-recipe';
import { recipeView, viewOfRecipe } from './views';

export const listRecipes = route({
  method: 'get',
  path: '/api/inventory/recipes',
  summary: 'What everything on the menu takes from the shelves, size by size.',
  who: ['kitchen', 'manager'],
  answers: { 200: z.object({ recipes: z.array(recipeView) }) },
  handle: async (_request, { recipes }: InventoryParts) => ({
    status: 200,
    body: { recipes: (await recipes.all()).map(viewOfRecipe) },
  }),
});

const distinct = <Entry>(entries: readonly Entry[], keyOf: (entry: Entry) => unknown): boolean =>
  new Set(entries.map(keyOf)).size === entries.length;

/** More than this of anything in one portion is a slip of the hand. */
const most = 100_000;

const portion = z.strictObject({
  /** Without it, for every size that has no portion of its own. */
  size: size.optional(),
  ingredients: z
    .array(z.strictObject({ ingredientId, quantity: z.int().min(1).max(most) }))
    .min(1)
    .max(50)
    .refine((lines) => distinct(lines, (line) => line.ingredientId), 'must name each ingredient once'),
});

const recipe = z.strictObject({
  portions: z
    .array(portion)
    .min(1)
    .max(20)
    .refine((portions) => distinct(portions, (one) => one.size), 'must name each size once'),
});

export const putRecipe = route({
  method: 'put',
  path: '/api/inventory/recipes/:sku',
  summary: 'Says what an item or an extra takes from the shelves, for orders placed from now on.',
  who: ['manager'],
  params: z.object({ sku }),
  body: recipe,
  answers: { 200: recipeView, 201: recipeView },
  refuses: { 422: ['ingredients-unknown'] },
  handle: async ({ params, body }, { recipes }: InventoryParts) => {
    const { recipe: kept, created } = await keepRecipe(recipeOf(params.sku, body), recipes);
    return { status: created ? 201 : 200, body: viewOfRecipe(kept) };
  },
});

const recipeOf = (of: string, { portions }: z.infer<typeof recipe>): Recipe => ({
  sku: of,
  portions: portions.map(({ size: ofSize, ingredients }) => ({
    ...(ofSize === undefined ? {} : { size: ofSize }),
    needs: Object.fromEntries(ingredients.map(({ ingredientId: id, quantity }) => [id, quantity])),
  })),
});
