import { ingredientId, purchaseOrderId } from '@pizzeria/contracts';
import { route } from '@pizzeria/service';
import { z } from 'zod';
import { mostOnHand } from '../domain/adjust';
import type { InventoryParts } from '../parts';
import { receivePurchaseOrder } from '../use-cases/receive-purchase-order';
import { sendPurchaseOrder } from '../use-cases/send-purchase-order';
import { cursor, limit, pageOf } from './pages';
import { personOf } from './person';
import { purchaseOrderView, viewOfPurchaseOrder } from './views';

const params = z.object({ id: purchaseOrderId });

const changed = purchaseOrderView.extend({
  /** It was so before: this request changed nothing. */
  already: z.boolean(),
});

export const listPurchaseOrders = route({
  method: 'get',
  path: '/api/inventory/purchase-orders',
  summary: 'Orders from suppliers, newest first, with what of each line came and what is outstanding.',
  who: ['kitchen', 'manager'],
  query: z.object({ state: purchaseOrderView.shape.state.optional(), cursor: cursor.optional(), limit }),
  answers: { 200: z.object({ purchaseOrders: z.array(purchaseOrderView), nextCursor: z.string().optional() }) },
  handle: async ({ query }, { purchaseOrders }: InventoryParts) => {
    const { page, next } = await pageOf(
      query,
      (before, most) => purchaseOrders.list({ state: query.state, before, limit: most }),
      ({ number }) => number,
    );
    return { status: 200, body: { purchaseOrders: page.map(viewOfPurchaseOrder), ...next } };
  },
});

export const sendPurchaseOrderNow = route({
  method: 'post',
  path: '/api/inventory/purchase-orders/:id/send',
  summary: 'Sends a purchase order to its supplier now, instead of gathering more lines.',
  who: ['manager'],
  params,
  answers: { 200: changed },
  refuses: { 404: ['purchase-order-not-found'] },
  handle: async ({ params: { id } }, { purchaseOrders }: InventoryParts) => {
    const { order, already } = await sendPurchaseOrder(id, purchaseOrders);
    return { status: 200, body: { ...viewOfPurchaseOrder(order), already } };
  },
});

/** Without lines all that is outstanding came or, when it is `complete`, nothing more. */
const brought = z
  .strictObject({
    lines: z
      .array(z.strictObject({ ingredientId, quantity: z.int().min(1).max(mostOnHand) }))
      .min(1)
      .max(200)
      .optional(),
    /** Nothing more will come: the order is closed with what came. */
    complete: z.boolean().optional(),
  })
  .optional();

export const receive = route({
  method: 'post',
  path: '/api/inventory/purchase-orders/:id/receive',
  summary:
    'A purchase order came in, all that is outstanding or a part: it goes on the shelves, and orders that wait are served.',
  who: ['manager'],
  params,
  body: brought,
  answers: { 200: changed },
  refuses: {
    404: ['purchase-order-not-found'],
    409: ['purchase-order-open', 'purchase-order-received', 'more-than-outstanding'],
    422: ['not-ordered'],
  },
  handle: async ({ params: { id }, body, caller }, parts: InventoryParts) => {
    const delivery = { ...body, purchaseOrderId: id, by: personOf(caller) };
    const { order, already } = await receivePurchaseOrder(delivery, parts);
    return { status: 200, body: { ...viewOfPurchaseOrder(order), already } };
  },
});
