import { z } from 'zod';
import { expecting } from './answers';
import { everyPage } from './pages';
import { keepLooking, type World } from './world';

const lookEveryMs = 2_000;
/** An order gathers so long before the clerk sends it, in minutes of the simulated world. */
const gatherMinutes = 2;
/** A supplier's van takes so long. */
const vanMinutes = 5;
/** So often in a row something is low with nothing on its way before the clerk goes shopping. */
const patience = 3;

export const shelves = z.object({
  ingredients: z.array(z.object({ id: z.string(), onHand: z.int(), par: z.int(), low: z.boolean() })),
});
export const purchaseOrders = z.object({
  purchaseOrders: z.array(z.object({ id: z.string(), lines: z.array(z.object({ ingredientId: z.string() })) })),
  nextCursor: z.string().optional(),
});
export const waiting = z.object({
  reservations: z.array(z.object({ missing: z.array(z.object({ ingredientId: z.string() })).default([]) })),
  nextCursor: z.string().optional(),
});

/**
 * The stock clerk: sends what is to be ordered, books in what suppliers bring, and buys what is low, or missing for an
 * order, when nobody is bringing it.
 */
export const runClerk = async (world: World): Promise<void> => {
  const firstSeen = new Map<string, number>();
  const lacking = new Map<string, number>();
  let trips = 0;
  /** The ids of those that were first seen so long ago. */
  const ripe = (orders: readonly SeenPurchaseOrder[], state: string, minutes: number): readonly string[] =>
    orders
      .map(({ id }) => ({ id, since: seenSince(`${state} ${id}`, firstSeen) }))
      .filter(({ since }) => Date.now() - since >= (minutes * 60_000) / world.speed)
      .map(({ id }) => id);
  await keepLooking(world, lookEveryMs, async () => {
    const [open, sent] = [await purchaseOrdersThatAre('open', world), await purchaseOrdersThatAre('sent', world)];
    const onTheWay = new Set([...open, ...sent].flatMap(({ lines }) => lines.map(({ ingredientId }) => ingredientId)));
    for (const id of ripe(open, 'open', gatherMinutes)) await press(`/api/inventory/purchase-orders/${id}/send`, world);
    for (const id of ripe(sent, 'sent', vanMinutes)) await press(`/api/inventory/purchase-orders/${id}/receive`, world);
    const wanted = await wantedIngredients(world);
    for (const id of lacking.keys()) if (!wanted.has(id) || onTheWay.has(id)) lacking.delete(id);
    for (const [id, quantity] of wanted) {
      if (onTheWay.has(id)) continue;
      lacking.set(id, (lacking.get(id) ?? 0) + 1);
      if ((lacking.get(id) ?? 0) < patience) continue;
      lacking.delete(id);
      await goShopping(id, quantity, (trips += 1), world);
    }
  });
};

type SeenPurchaseOrder = z.infer<typeof purchaseOrders>['purchaseOrders'][number];

const seenSince = (what: string, firstSeen: Map<string, number>): number => {
  const since = firstSeen.get(what) ?? Date.now();
  firstSeen.set(what, since);
  return since;
};

const purchaseOrdersThatAre = (state: 'open' | 'sent', { http, tokens }: World): Promise<SeenPurchaseOrder[]> =>
  everyPage(
    http,
    { service: 'inventory', token: tokens.manager },
    `/api/inventory/purchase-orders?limit=200&state=${state}`,
    purchaseOrders,
    ({ purchaseOrders: entries, nextCursor }) => ({ entries, nextCursor }),
  );

/** What is low or missing, with the quantity that fills the shelf. */
const wantedIngredients = async ({ http, tokens }: World): Promise<ReadonlyMap<string, number>> => {
  const manager = { service: 'inventory', token: tokens.manager } as const;
  const path = '/api/inventory/ingredients';
  const { ingredients } = expecting(shelves, await http.call({ ...manager, method: 'GET', path }), `GET ${path}`);
  const held = await everyPage(
    http,
    manager,
    '/api/inventory/reservations?limit=200&state=waiting',
    waiting,
    ({ reservations: entries, nextCursor }) => ({ entries, nextCursor }),
  );
  const missing = new Set(held.flatMap((one) => one.missing.map(({ ingredientId }) => ingredientId)));
  return new Map(
    ingredients
      .filter(({ id, low }) => low || missing.has(id))
      .map(({ id, onHand, par }) => [id, Math.max(par - onHand, Math.ceil(par / 2))]),
  );
};

const press = async (path: string, { http, tokens, run }: World): Promise<void> => {
  await http.call({
    service: 'inventory',
    method: 'POST',
    path,
    key: `${run}-${path}`,
    token: tokens.manager,
  });
};

const goShopping = async (id: string, quantity: number, trip: number, { http, tokens, run }: World): Promise<void> => {
  await http.call({
    service: 'inventory',
    method: 'POST',
    path: `/api/inventory/ingredients/${id}/adjustments`,
    key: `${run}-shopping-${trip}`,
    token: tokens.manager,
    body: { kind: 'delivery', quantity, note: 'bought by the clerk' },
  });
};
