import { ingredientId, orderId, purchaseOrderId } from '@pizzeria/contracts';
import { type Caller, oneLine, route } from '@pizzeria/service';
import { z } from 'zod';
import { mostOnHand } from '../domain/adjust';
import type { InventoryParts } from '../parts';
import { adjustStock } from '../use-cases/adjust-stock';
import { receivePurchaseOrder } from '../use-cases/receive-purchase-order';
import {
  purchaseOrderView,
  reservationView,
  shelfView,
  viewOfPurchaseOrder,
  viewOfReservation,
  viewOfShelf,
} from './views';

const limit = z.coerce.number().int().min(1).max(200).default(50);

/** The last number seen, as text; opaque to callers. */
const cursor = z.string().regex(/^\d{1,15}$/, 'is no cursor of this list');

const cursorAfter = <Entry>(page: readonly Entry[], more: boolean, numberOf: (entry: Entry) => number) => {
  const last = page.at(-1);
  return more && last !== undefined ? { nextCursor: String(numberOf(last)) } : {};
};

const listIngredients = route({
  method: 'get',
  path: '/api/inventory/ingredients',
  summary: 'What lies on the shelves, what of it is set aside, and what is low.',
  who: ['kitchen', 'manager'],
  answers: { 200: z.object({ ingredients: z.array(shelfView) }) },
  handle: async (_request, { stock }: InventoryParts) => ({
    status: 200,
    body: { ingredients: (await stock.shelves()).map(viewOfShelf) },
  }),
});

/** `delivery` and `waste` move something; a count may find nothing. */
const adjustment = z
  .object({
    kind: z.enum(['delivery', 'waste', 'count']),
    quantity: z.int().min(0).max(mostOnHand),
    note: oneLine(500).optional(),
  })
  .refine(({ kind, quantity }) => kind === 'count' || quantity > 0, {
    message: 'must be at least 1',
    path: ['quantity'],
  });

const adjustIngredient = route({
  method: 'post',
  path: '/api/inventory/ingredients/:id/adjustments',
  summary: 'Enters a delivery, waste or a count. Orders that wait are served at once from what came.',
  who: ['kitchen', 'manager'],
  params: z.object({ id: ingredientId }),
  body: adjustment,
  answers: { 201: shelfView },
  refuses: { 404: ['ingredient-not-found'], 409: ['not-enough-on-hand'], 422: ['too-much'] },
  handle: async ({ params: { id }, body, caller }, { stock }: InventoryParts) => ({
    status: 201,
    body: viewOfShelf(await adjustStock(id, { ...body, by: personOf(caller) }, stock)),
  }),
});

const listReservations = route({
  method: 'get',
  path: '/api/inventory/reservations',
  summary: 'What is held for orders, in the order in which they were heard of.',
  who: ['kitchen', 'courier', 'manager'],
  query: z.object({
    orderId: orderId.optional(),
    state: reservationView.shape.state.optional(),
    cursor: cursor.optional(),
    limit,
  }),
  answers: { 200: z.object({ reservations: z.array(reservationView), nextCursor: z.string().optional() }) },
  handle: async ({ query }, { stock }: InventoryParts) => {
    const { orderId, state } = query;
    const after = query.cursor === undefined ? undefined : Number(query.cursor);
    const found = await stock.reservations({ orderId, state, after, limit: query.limit + 1 });
    const page = found.slice(0, query.limit);
    const next = cursorAfter(page, found.length > page.length, ({ position }) => position);
    return {
      status: 200,
      body: { reservations: page.map(({ reservation }) => viewOfReservation(reservation)), ...next },
    };
  },
});

const listPurchaseOrders = route({
  method: 'get',
  path: '/api/inventory/purchase-orders',
  summary: 'Orders from suppliers, newest first.',
  who: ['kitchen', 'manager'],
  query: z.object({ state: purchaseOrderView.shape.state.optional(), cursor: cursor.optional(), limit }),
  answers: { 200: z.object({ purchaseOrders: z.array(purchaseOrderView), nextCursor: z.string().optional() }) },
  handle: async ({ query }, { purchaseOrders }: InventoryParts) => {
    const before = query.cursor === undefined ? undefined : Number(query.cursor);
    const found = await purchaseOrders.list({ state: query.state, before, limit: query.limit + 1 });
    const page = found.slice(0, query.limit);
    const next = cursorAfter(page, found.length > page.length, ({ number }) => number);
    return { status: 200, body: { purchaseOrders: page.map(viewOfPurchaseOrder), ...next } };
  },
});

const receive = route({
  method: 'post',
  path: '/api/inventory/purchase-orders/:id/receive',
  summary: 'A purchase order came in, as ordered: it goes on the shelves, and orders that wait are served.',
  who: ['manager'],
  params: z.object({ id: purchaseOrderId }),
  answers: { 200: purchaseOrderView.extend({ already: z.boolean() }) },
  refuses: { 404: ['purchase-order-not-found'] },
  handle: async ({ params: { id }, caller }, parts: InventoryParts) => {
    const { order, already } = await receivePurchaseOrder({ purchaseOrderId: id, by: personOf(caller) }, parts);
    return { status: 200, body: { ...viewOfPurchaseOrder(order), already } };
  },
});

export const routes = [listIngredients, adjustIngredient, listReservations, listPurchaseOrders, receive];

const personOf = (caller: Caller): string => (caller.kind === 'staff' ? caller.id : caller.kind);
