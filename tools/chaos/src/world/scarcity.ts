import type { Fleet } from '@pizzeria/local';

interface Shelf {
  readonly id: string;
  readonly onHand: number;
  readonly threshold: number;
}

/** A shelf keeps this part of its threshold above it: a few orders, and more is wanted. */
const above = 0.05;
/** Of what has no higher threshold than this nothing is left: toppings that a pizza or an extra takes a pinch of. */
const pinches = 600;
const tokenSeconds = 600;

/**
 * Counts every second shelf down to little more than its threshold, and some to nothing, so that a short run, too,
 * wants of suppliers what a full shop wants after hundreds of orders, and cannot make all of its menu at first. Answers
 * how many.
 */
export const makeScarce = async ({ address, keys }: Pick<Fleet, 'address' | 'keys'>): Promise<number> => {
  const token = await keys.mintToken({ subject: 'chaos', roles: ['manager'], ttlSeconds: tokenSeconds });
  const call = async (path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${address('inventory')}/api/inventory/ingredients${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`Inventory answered ${response.status} to ${path || 'its ingredients'}.`);
    return response.json();
  };
  const { ingredients } = (await call('')) as { readonly ingredients: readonly Shelf[] };
  const scarce = ingredients.filter((_, index) => index % 2 === 0);
  for (const { id, onHand, threshold } of scarce) {
    const quantity = threshold <= pinches ? 0 : Math.min(onHand, Math.ceil(threshold * (1 + above)));
    await call(`/${id}/adjustments`, { kind: 'count', quantity, note: 'scarce from the start' });
  }
  return scarce.length;
};
