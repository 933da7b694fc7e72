import { oneLine, route } from '@pizzeria/service';
import { z } from 'zod';
import type { KitchenParts } from '../parts';
import { bumpTicket } from '../use-cases/bump-ticket';
import { recallTicket } from '../use-cases/recall-ticket';
import { startTicket } from '../use-cases/start-ticket';
import { aboutTicket, answer, cookOf, oneTicket, pressedTicket } from './pressed-ticket';

const notFound = { 404: ['ticket-not-found'] };

export const postStart = route({
  method: 'post',
  path: '/api/kitchen/tickets/:orderId/start',
  summary: 'A cook starts a ticket. Of two cooks who press at once, one starts it, and the other is told who did.',
  who: ['kitchen', 'manager'],
  params: oneTicket,
  about: aboutTicket,
  answers: { 200: pressedTicket },
  refuses: { ...notFound, 409: ['ticket-held', 'ticket-started', 'ticket-cancelled', 'ticket-closed'] },
  handle: async ({ params, caller }, parts: KitchenParts) =>
    answer(await startTicket({ ...params, cook: cookOf(caller) }, parts), parts),
});

export const postReady = route({
  method: 'post',
  path: '/api/kitchen/tickets/:orderId/ready',
  summary: 'An order is made and stands at the counter, whether or not its items were bumped.',
  who: ['kitchen', 'manager'],
  params: oneTicket,
  about: aboutTicket,
  answers: { 200: pressedTicket },
  refuses: { ...notFound, 409: ['ticket-held', 'ticket-queued', 'ticket-cancelled', 'ticket-closed'] },
  handle: async ({ params, caller }, parts: KitchenParts) =>
    answer(await bumpTicket({ ...params, cook: cookOf(caller) }, parts), parts),
});

export const postRecall = route({
  method: 'post',
  path: '/api/kitchen/tickets/:orderId/recall',
  summary: 'A cook takes back that an order is ready: until it is handed over, it goes back to the kitchen.',
  who: ['kitchen', 'manager'],
  params: oneTicket,
  about: aboutTicket,
  body: z.strictObject({ reason: oneLine(500) }),
  answers: { 200: pressedTicket },
  refuses: {
    ...notFound,
    409: ['ticket-held', 'ticket-queued', 'ticket-cooking', 'ticket-cancelled', 'ticket-closed'],
  },
  handle: async ({ params, body, caller }, parts: KitchenParts) =>
    answer(await recallTicket({ ...params, ...body, cook: cookOf(caller) }, parts), parts),
});
