import { route } from '@pizzeria/service';
import { z } from 'zod';
import type { KitchenParts } from '../parts';
import { pressItem } from '../use-cases/press-item';
import { aboutTicket, answer, cookOf, oneTicket, pressedTicket } from './pressed-ticket';
import { station } from './ticket-view';

const oneItem = oneTicket.extend({ line: z.coerce.number().int().min(1) });

const body = z.strictObject({ station });

const notFound = { 404: ['ticket-not-found', 'item-not-found'] };

const notCooking = ['ticket-held', 'ticket-queued', 'ticket-cancelled', 'ticket-closed'];

export const postItemBump = route({
  method: 'post',
  path: '/api/kitchen/tickets/:orderId/items/:line/bump',
  summary: 'A station is done with an item, and so is every station before it.',
  who: ['kitchen', 'manager'],
  params: oneItem,
  about: aboutTicket,
  body,
  answers: { 200: pressedTicket },
  refuses: { ...notFound, 409: [...notCooking, 'station-not-on-its-way'] },
  handle: async ({ params, body, caller }, parts: KitchenParts) =>
    answer(await pressItem({ press: 'bump', ...params, ...body, cook: cookOf(caller) }, parts), parts),
});

export const postItemUnbump = route({
  method: 'post',
  path: '/api/kitchen/tickets/:orderId/items/:line/unbump',
  summary: 'A station takes its bump of an item back, and with it those of the stations after it.',
  who: ['kitchen', 'manager'],
  params: oneItem,
  about: aboutTicket,
  body,
  answers: { 200: pressedTicket },
  refuses: { ...notFound, 409: [...notCooking, 'ticket-ready', 'station-not-on-its-way'] },
  handle: async ({ params, body, caller }, parts: KitchenParts) =>
    answer(await pressItem({ press: 'unbump', ...params, ...body, cook: cookOf(caller) }, parts), parts),
});
