import { orderLine } from '@pizzeria/contracts';
import { route } from '@pizzeria/service';
import { z } from 'zod';
import type { KitchenParts } from '../parts';
import { listTickets } from '../use-cases/list-tickets';
import { cursor, cursorOf, placeAt } from './cursor';
import { ticketView, viewOf } from './ticket-view';

/** Of tickets that cook, and of those that may be started. */
const counted = { cooking: z.int(), queued: z.int() };

const ticketList = z.object({
  tickets: z.array(ticketView),
  /**
   * What is left to make for all tickets that cook or may be started, whatever page this is: `items` by name and size,
   * half-and-half under its own name, drinks left out; `extras` by sku.
   */
  allDay: z.object({
    items: z.array(
      z.object({ ...z.object(orderLine.shape).pick({ kind: true, name: true, size: true }).shape, ...counted }),
    ),
    extras: z.array(z.object({ sku: z.string(), ...counted })),
  }),
  nextCursor: z.string().optional(),
});

export const getTickets = route({
  method: 'get',
  path: '/api/kitchen/tickets',
  summary: 'Tickets in the order in which they should be started, and what is to be made in all.',
  who: ['kitchen', 'courier', 'manager'],
  query: z.object({
    status: z.enum(['held', 'queued', 'cooking', 'ready', 'closed', 'cancelled']).optional(),
    cursor: cursor.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  answers: { 200: ticketList },
  handle: async ({ query }, parts: KitchenParts) => {
    const after = query.cursor === undefined ? undefined : placeAt(query.cursor);
    const { tickets, allDay, more } = await listTickets(
      { status: query.status, after, limit: query.limit },
      { ...parts, settings: parts },
    );
    const views = tickets.flatMap((listed) => viewOf(listed) ?? []);
    const last = views.at(-1);
    return { status: 200, body: { tickets: views, allDay, ...(more && last ? { nextCursor: cursorOf(last) } : {}) } };
  },
});
