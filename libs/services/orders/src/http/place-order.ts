import { orderLine, timestamp } from '@pizzeria/contracts';
import { route } from '@pizzeria/service';
import { z } from 'zod';
import { placeOrder } from '../use-cases/place-order';
import type { OrdersParts } from '../use-cases/ports';
import { orderBody } from './order-body';
import { sums, sumsOf } from './sums';

const placed = z.object({
  id: z.uuid(),
  number: z.int().min(1),
  status: z.literal('placed'),
  items: z.array(orderLine),
  ...sums,
  estimatedDelivery: timestamp,
  requestedFor: timestamp.optional(),
  /** Opens this order to its customer; answered only here. */
  trackingToken: z.string(),
});

export const postOrder = route({
  method: 'post',
  path: '/api/orders',
  summary:
    'Place an order: for now, or for a time at which the shop has been open long enough to make it; state.soonest of a too-soon is the first that can be had',
  who: 'anyone',
  body: orderBody,
  answers: { 201: placed },
  refuses: {
    409: ['sold-out', 'closed', 'paused', 'too-soon'],
    422: [
      'too-far-ahead',
      'closed-then',
      'contact-missing',
      'phone-not-valid',
      'not-on-the-menu',
      'size-not-offered',
      'half-not-a-pizza',
      'halves-alike',
      'extras-not-offered',
      'extra-not-offered',
      'order-too-large',
      'too-many-pizzas',
    ],
  },
  handle: async ({ body }, parts: OrdersParts) => {
    const { order, trackingToken } = await placeOrder(body, parts);
    const { id, number, items, estimatedDelivery, requestedFor } = order;
    return {
      status: 201,
      headers: { Location: `/api/orders/${id}` },
      body: {
        id,
        number,
        status: order.progress.status,
        items,
        ...sumsOf(order),
        estimatedDelivery,
        requestedFor,
        trackingToken,
      },
    };
  },
});
