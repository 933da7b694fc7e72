import { route } from '@pizzeria/service';
import { z } from 'zod';
import { orderStatuses } from '../domain/order';
import type { OrdersParts } from '../use-cases/ports';
import { listOrders, readOrder } from '../use-cases/read-orders';
import { cursor, cursorOf } from './cursor';
import { oneOrder, opensOrder } from './one-order';
import { orderView, viewFor } from './order-view';

export const getOrder = route({
  method: 'get',
  path: '/api/orders/:id',
  summary: 'One order as it is now',
  who: ['customer', 'kitchen', 'courier', 'manager'],
  params: oneOrder,
  answers: { 200: orderView },
  refuses: { 404: ['order-not-found'] },
  opens: opensOrder,
  handle: async ({ params, caller }, parts: OrdersParts) => ({
    status: 200,
    body: viewFor(caller, await readOrder(params.id, parts)),
  }),
});

export const getOrders = route({
  method: 'get',
  path: '/api/orders',
  summary: 'Orders, newest first, by pages',
  who: ['kitchen', 'courier', 'manager'],
  query: z.object({
    status: z.enum(orderStatuses).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    cursor: cursor.optional(),
  }),
  answers: { 200: z.object({ items: z.array(orderView), nextCursor: z.string().optional() }) },
  handle: async ({ query: { status, limit, cursor: after }, caller }, parts: OrdersParts) => {
    const { page, next } = await listOrders({ status, limit, after }, parts);
    const nextCursor = next === undefined ? undefined : cursorOf(next);
    return { status: 200, body: { items: page.map((order) => viewFor(caller, order)), nextCursor } };
  },
});
