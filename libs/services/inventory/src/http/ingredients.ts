import { ingredient, ingredientId, supplierId } from '@pizzeria/contracts';
import { oneLine, route } from '@pizzeria/service';
import { z } from 'zod';
import { mostOnHand } from '../domain/adjust';
import type { InventoryParts } from '../parts';
import { adjustStock } from '../use-cases/adjust-stock';
import { keepIngredient } from '../use-cases/keep-ingredient';
import { cursor, limit, pageOf } from './pages';
import { personOf } from './person';
import { movementView, shelfView, viewOfMovement, viewOfShelf } from './views';

const params = z.object({ id: ingredientId });

export const listIngredients = route({
  method: 'get',
  path: '/api/inventory/ingredients',
  summary: 'What lies on the shelves, what of it is set aside, and what is low.',
  who: ['kitchen', 'manager'],
  answers: { 200: z.object({ ingredients: z.array(shelfView) }) },
  handle: async ({ caller }, { stock }: InventoryParts) => ({
    status: 200,
    body: { ingredients: (await stock.shelves()).map((shelf) => viewOfShelf(shelf, caller)) },
  }),
});

const quantity = z.int().min(0).max(mostOnHand);

const keeping = z
  .strictObject({
    name: oneLine(100),
    unit: ingredient.shape.unit,
    threshold: quantity,
    par: quantity.min(1),
    /** One who is known by his id or, with a name, as he is called from now on; his address stays where none is said. */
    supplier: z.strictObject({ id: supplierId, name: oneLine(100).optional(), email: z.email().max(254).optional() }),
  })
  .refine(({ threshold, par }) => threshold <= par, { message: 'must not be above par', path: ['threshold'] });

export const putIngredient = route({
  method: 'put',
  path: '/api/inventory/ingredients/:id',
  summary: 'Keeps an ingredient so: when it is low, what it is filled up to, who delivers it. A new one starts empty.',
  who: ['manager'],
  params,
  body: keeping,
  answers: { 200: shelfView, 201: shelfView },
  refuses: { 409: ['unit-fixed'], 422: ['supplier-unknown'] },
  handle: async ({ params: { id }, body, caller }, { stock }: InventoryParts) => {
    const { shelf, created } = await keepIngredient({ ingredientId: id, ...body }, stock);
    return { status: created ? 201 : 200, body: viewOfShelf(shelf, caller) };
  },
});

/** `delivery` and `waste` move something; a count may find nothing. */
const adjustment = z
  .strictObject({ kind: z.enum(['delivery', 'waste', 'count']), quantity, note: oneLine(500).optional() })
  .refine(({ kind, quantity: moved }) => kind === 'count' || moved > 0, {
    message: 'must be at least 1',
    path: ['quantity'],
  });

export const adjustIngredient = route({
  method: 'post',
  path: '/api/inventory/ingredients/:id/adjustments',
  summary:
    'Enters a delivery, waste or a count. Orders that wait are served at once from what came; of those whose ingredients are gone the newest wait again.',
  who: ['kitchen', 'manager'],
  params,
  body: adjustment,
  answers: { 201: shelfView },
  refuses: { 404: ['ingredient-not-found'], 409: ['not-enough-on-hand'], 422: ['too-much'] },
  handle: async ({ params: { id }, body, caller }, { stock }: InventoryParts) => ({
    status: 201,
    body: viewOfShelf(await adjustStock(id, { ...body, by: personOf(caller) }, stock), caller),
  }),
});

export const listMovements = route({
  method: 'get',
  path: '/api/inventory/movements',
  summary: 'What came and went, newest first: when, why, and who entered it.',
  who: ['kitchen', 'manager'],
  query: z.object({ ingredientId: ingredientId.optional(), cursor: cursor.optional(), limit }),
  answers: { 200: z.object({ movements: z.array(movementView), nextCursor: z.string().optional() }) },
  handle: async ({ query }, { stock }: InventoryParts) => {
    const { page, next } = await pageOf(
      query,
      (before, most) => stock.movements({ ingredientId: query.ingredientId, before, limit: most }),
      ({ position }) => position,
    );
    return { status: 200, body: { movements: page.map(viewOfMovement), ...next } };
  },
});
