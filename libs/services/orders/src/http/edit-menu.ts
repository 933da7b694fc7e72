import { allergen, diet, ingredientId, sku } from '@pizzeria/contracts';
import { oneLine, route } from '@pizzeria/service';
import { z } from 'zod';
import { editExtra, editIngredient, editItem, type Written } from '../use-cases/edit-menu';
import type { OrdersParts } from '../use-cases/ports';
import { extraView, ingredientView, itemView } from './menu-view';

/** So long as a slug may be that a manager gives. */
const slugLength = 60;

const distinct = <Entry>(entries: readonly Entry[]): boolean => new Set(entries).size === entries.length;
const once = { error: 'names something twice' };

/** Of what was read before, 0 of what is new. */
const version = z.int().min(0).max(1_000_000_000);

const entry = {
  name: oneLine(60),
  ingredients: z.array(ingredientId.max(slugLength)).min(1).max(40).refine(distinct, once),
  /** False takes it off the menu, whatever is in stock. */
  available: z.boolean(),
  version,
};
const item = { ...entry, description: oneLine(300) };

/** Bounded so that the dearest order that can be placed has a total that can be kept. */
const amount = z.int().min(1).max(100_000);
const extraAmount = z.int().min(0).max(10_000);

const itemBody = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('pizza'),
    ...item,
    prices: z
      .array(z.strictObject({ size: z.enum(['small', 'medium', 'large']), amount }))
      .min(1)
      .refine((prices) => distinct(prices.map(({ size }) => size)), once),
  }),
  z.strictObject({
    kind: z.enum(['drink', 'side']),
    ...item,
    prices: z.array(z.strictObject({ amount })).length(1),
  }),
]);

const manager = ['manager'] as const;
const recipeFirst =
  'Put the recipe of a new one first, at /api/inventory/recipes/{sku}: without it, orders for it wait as dead letters of inventory';
const bySku = z.object({ sku: sku.max(slugLength) });

export const putItem = route({
  method: 'put',
  path: '/api/menu/items/:sku',
  summary: `Write a pizza, drink or side of the menu as a whole; version is the one read before, 0 of a new one. ${recipeFirst}`,
  who: manager,
  params: bySku,
  body: itemBody,
  answers: { 200: itemView, 201: itemView },
  refuses: { 409: ['edited-meanwhile', 'sku-taken'], 422: ['unknown-ingredient'] },
  handle: async ({ params, body }, parts: OrdersParts) => answerOf(await editItem({ ...body, ...params }, parts)),
});

export const putExtra = route({
  method: 'put',
  path: '/api/menu/extras/:sku',
  summary: `Write an extra of the menu as a whole; version is the one read before, 0 of a new one. ${recipeFirst}`,
  who: manager,
  params: bySku,
  body: z.strictObject({ ...entry, amount: extraAmount }),
  answers: { 200: extraView, 201: extraView },
  refuses: { 409: ['edited-meanwhile', 'sku-taken'], 422: ['unknown-ingredient'] },
  handle: async ({ params, body }, parts: OrdersParts) => answerOf(await editExtra({ ...body, ...params }, parts)),
});

export const putIngredient = route({
  method: 'put',
  path: '/api/menu/ingredients/:id',
  summary: 'Write an ingredient as a whole, and so what is said of all that is made of it; version as of an item',
  who: manager,
  params: z.object({ id: ingredientId.max(slugLength) }),
  body: z.strictObject({
    name: oneLine(60),
    allergens: z.array(allergen).max(14),
    diets: z.array(diet).max(2),
    version,
  }),
  answers: { 200: ingredientView, 201: ingredientView },
  refuses: { 409: ['edited-meanwhile'] },
  handle: async ({ params, body }, parts: OrdersParts) => answerOf(await editIngredient({ ...body, ...params }, parts)),
});

const answerOf = <Offered>({ isNew, offered }: Written<Offered>) => ({ status: isNew ? 201 : 200, body: offered });
