import { z } from 'zod';
import { everyPage } from './pages';
import type { World } from './world';

export const purchaseOrders = z.object({
  purchaseOrders: z.array(
    z.object({
      id: z.string(),
      number: z.int(),
      lines: z.array(z.object({ ingredientId: z.string(), outstanding: z.int() })),
    }),
  ),
  nextCursor: z.string().optional(),
});
export type PurchaseOrder = z.infer<typeof purchaseOrders>['purchaseOrders'][number];

/** How far a purchase order that is not all there has come. */
export const unfinished = ['open', 'sent', 'partly-received'] as const;
export type Unfinished = (typeof unfinished)[number];

export const purchaseOrdersThatAre = (state: Unfinished, { http, tokens }: World): Promise<PurchaseOrder[]> =>
  everyPage(
    http,
    { service: 'inventory', token: tokens.manager },
    `/api/inventory/purchase-orders?limit=200&state=${state}`,
    purchaseOrders,
    ({ purchaseOrders: entries, nextCursor }) => ({ entries, nextCursor }),
  );

export const sendPurchaseOrder = async ({ id }: PurchaseOrder, { http, tokens, run }: World): Promise<void> => {
  const path = `/api/inventory/purchase-orders/${id}/send`;
  await http.call({ service: 'inventory', method: 'POST', path, key: `${run}-${path}`, token: tokens.manager });
};

/** Books in what a supplier's van brings: of every third order only a part at first, the rest the next time. */
export const receivePurchaseOrder = async (
  order: PurchaseOrder,
  state: Exclude<Unfinished, 'open'>,
  { http, tokens, run }: World,
): Promise<void> => {
  const path = `/api/inventory/purchase-orders/${order.id}/receive`;
  await http.call({
    service: 'inventory',
    method: 'POST',
    path,
    key: `${run}-${path}-${state}`,
    token: tokens.manager,
    body: state === 'sent' && order.number % 3 === 0 ? { lines: halfOf(order) } : undefined,
  });
};

/** Half of what is outstanding of each line, rounded up. */
export const halfOf = ({ lines }: PurchaseOrder) =>
  lines
    .filter(({ outstanding }) => outstanding > 0)
    .map(({ ingredientId, outstanding }) => ({ ingredientId, quantity: Math.ceil(outstanding / 2) }));
