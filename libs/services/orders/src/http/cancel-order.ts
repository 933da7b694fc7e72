import { oneLine, route } from '@pizzeria/service';
import { z } from 'zod';
import { cancelOrder } from '../use-cases/cancel-order';
import type { OrdersParts } from '../use-cases/ports';
import { oneOrder, opensOrder } from './one-order';
import { orderView, viewFor } from './order-view';

export const postCancellation = route({
  method: 'post',
  path: '/api/orders/:id/cancel',
  summary: 'Call an order off: its customer until cooking starts, staff until it is handed over, or when it came back',
  who: ['customer', 'kitchen', 'courier', 'manager'],
  params: oneOrder,
  about: ({ id }) => `order/${id}`,
  body: z.strictObject({ reason: oneLine(500) }),
  answers: { 200: orderView },
  refuses: { 404: ['order-not-found'], 409: ['cooking-started', 'handed-over'] },
  opens: opensOrder,
  handle: async ({ params, body, caller }, parts: OrdersParts) => {
    const by = caller.kind === 'customer' ? 'customer' : 'staff';
    return { status: 200, body: viewFor(caller, await cancelOrder(params.id, { by, reason: body.reason }, parts)) };
  },
});
