import { courierId } from '@pizzeria/contracts';
import { oneLine, route, type Caller } from '@pizzeria/service';
import { z } from 'zod';
import { Refusal } from '../domain/refusal';
import { bringBack } from '../use-cases/bring-back';
import { deliverOrder } from '../use-cases/deliver-order';
import { dispatchOrder } from '../use-cases/dispatch-order';
import type { OrdersParts } from '../use-cases/ports';
import { oneOrder } from './one-order';
import { orderView, viewFor } from './order-view';

export const postDispatch = route({
  method: 'post',
  path: '/api/orders/:id/dispatch',
  summary: 'A courier leaves with an order: the one named, else whoever calls',
  who: ['kitchen', 'courier', 'manager'],
  params: oneOrder,
  about: ({ id }) => `order/${id}`,
  body: z
    .strictObject({
      courierId: courierId.max(200).optional(),
      courierName: oneLine(100).optional(),
    })
    .prefault({}),
  answers: { 200: orderView },
  refuses: {
    404: ['order-not-found'],
    409: ['order-is-for-pickup', 'not-ready', 'other-courier', 'handed-over', 'order-cancelled'],
  },
  handle: async ({ params, body, caller }, parts: OrdersParts) => {
    const courier = { id: body.courierId ?? staffId(caller), name: body.courierName };
    return { status: 200, body: viewFor(caller, await dispatchOrder(params.id, courier, parts)) };
  },
});

export const postDelivery = route({
  method: 'post',
  path: '/api/orders/:id/deliver',
  summary: 'The customer has the order, at the counter or at the door',
  who: ['kitchen', 'courier', 'manager'],
  params: oneOrder,
  about: ({ id }) => `order/${id}`,
  answers: { 200: orderView },
  refuses: { 404: ['order-not-found'], 409: ['not-ready', 'not-dispatched', 'order-cancelled'] },
  handle: async ({ params, caller }, parts: OrdersParts) => ({
    status: 200,
    body: viewFor(caller, await deliverOrder(params.id, parts)),
  }),
});

export const postUndeliverable = route({
  method: 'post',
  path: '/api/orders/:id/undeliverable',
  summary:
    'A courier could not hand the order over and brings it back: it can be dispatched again, collected at the counter, or cancelled',
  who: ['kitchen', 'courier', 'manager'],
  params: oneOrder,
  about: ({ id }) => `order/${id}`,
  body: z.strictObject({ reason: oneLine(500) }),
  answers: { 200: orderView },
  refuses: { 404: ['order-not-found'], 409: ['not-dispatched', 'handed-over', 'order-cancelled'] },
  handle: async ({ params, body, caller }, parts: OrdersParts) => ({
    status: 200,
    body: viewFor(caller, await bringBack(params.id, body.reason, parts)),
  }),
});

const staffId = (caller: Caller): string => {
  if (caller.kind !== 'staff') throw new Refusal('forbidden', 'staff-only', 'Only staff send orders out.');
  return caller.id;
};
