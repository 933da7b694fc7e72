import { z } from 'zod';
import { expecting } from './answers';
import { everyPage } from './pages';
import type { World } from './world';

export const shelves = z.object({
  ingredients: z.array(
    z.object({ id: z.string(), onHand: z.int(), available: z.int(), par: z.int(), low: z.boolean() }),
  ),
});
export type Shelf = z.infer<typeof shelves>['ingredients'][number];

export const waiting = z.object({
  reservations: z.array(z.object({ missing: z.array(z.object({ ingredientId: z.string() })).default([]) })),
  nextCursor: z.string().optional(),
});

/** What the clerk writes on a shelf's card; `quantity` in the ingredient's unit. */
export interface Adjustment {
  readonly kind: 'delivery' | 'waste' | 'count';
  readonly quantity: number;
  readonly note: string;
}

export const readShelves = async ({ http, tokens }: World): Promise<readonly Shelf[]> => {
  const path = '/api/inventory/ingredients';
  const reply = await http.call({ service: 'inventory', method: 'GET', path, token: tokens.manager });
  return expecting(shelves, reply, `GET ${path}`).ingredients;
};

/** Ids of the ingredients that orders wait for. */
export const readMissing = async ({ http, tokens }: World): Promise<ReadonlySet<string>> => {
  const held = await everyPage(
    http,
    { service: 'inventory', token: tokens.manager },
    '/api/inventory/reservations?limit=200&state=waiting',
    waiting,
    ({ reservations: entries, nextCursor }) => ({ entries, nextCursor }),
  );
  return new Set(held.flatMap((one) => one.missing.map(({ ingredientId }) => ingredientId)));
};

/** What is low or missing, with the quantity that fills the shelf. Pure. */
export const wantedOf = (all: readonly Shelf[], missing: ReadonlySet<string>): ReadonlyMap<string, number> =>
  new Map(
    all
      .filter(({ id, low }) => low || missing.has(id))
      .map(({ id, onHand, par }) => [id, Math.max(par - onHand, Math.ceil(par / 2))]),
  );

/**
 * What the clerk finds on one shelf, the next one each turn: something to throw away, or at the next a little less than
 * the books say. Nothing while the shelf is half empty. Pure.
 */
export const findingOf = (
  all: readonly Shelf[],
  turn: number,
): { readonly id: string; readonly adjustment: Adjustment } | undefined => {
  const shelf = all[turn % all.length];
  if (shelf === undefined || shelf.available < shelf.par / 2) return undefined;
  const little = Math.ceil(shelf.par / 100);
  const adjustment: Adjustment =
    turn % 2 === 0
      ? { kind: 'waste', quantity: little, note: `dropped on round ${turn}` }
      : { kind: 'count', quantity: Math.max(0, shelf.onHand - little), note: `counted on round ${turn}` };
  return { id: shelf.id, adjustment };
};

export const adjust = async (
  id: string,
  body: Adjustment,
  key: string,
  { http, tokens, run }: World,
): Promise<void> => {
  await http.call({
    service: 'inventory',
    method: 'POST',
    path: `/api/inventory/ingredients/${id}/adjustments`,
    key: `${run}-${key}`,
    token: tokens.manager,
    body,
  });
};
