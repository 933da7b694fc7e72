import { orderId } from '@pizzeria/contracts';
import { type Caller, route } from '@pizzeria/service';
import { z } from 'zod';
import type { Ticket } from '../domain/ticket';
import type { KitchenParts } from '../parts';
import { listTickets } from '../use-cases/list-tickets';
import { bumpTicket } from '../use-cases/mark-ready';
import { type Pressed, startTicket } from '../use-cases/start-cooking';
import { cursor, cursorOf, placeAt } from './cursor';
import { ticketView, viewOf } from './ticket-view';

const params = z.object({ orderId });

const ticketList = z.object({
  tickets: z.array(ticketView),
  /** What is to be made for all tickets that may be started, whatever page this is. */
  allDay: z.array(z.object({ name: z.string(), size: z.string().optional(), quantity: z.int() })),
  nextCursor: z.string().optional(),
});

const pressedTicket = ticketView.extend({
  /** Somebody had pressed before: this request changed nothing. */
  already: z.boolean(),
});

const list = route({
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

const start = route({
  method: 'post',
  path: '/api/kitchen/tickets/:orderId/start',
  summary: 'A cook starts a ticket. Of two cooks who press at once, the first starts it.',
  who: ['kitchen', 'manager'],
  params,
  about: ({ orderId }) => `order/${orderId}`,
  answers: { 200: pressedTicket },
  refuses: { 404: ['ticket-not-found'], 409: ['ticket-held', 'ticket-cancelled', 'ticket-closed'] },
  handle: async ({ params: { orderId }, caller }, parts: KitchenParts) =>
    answer(await startTicket({ orderId, cook: cookOf(caller) }, parts)),
});

const ready = route({
  method: 'post',
  path: '/api/kitchen/tickets/:orderId/ready',
  summary: 'An order is made and stands at the counter.',
  who: ['kitchen', 'manager'],
  params,
  about: ({ orderId }) => `order/${orderId}`,
  answers: { 200: pressedTicket },
  refuses: { 404: ['ticket-not-found'], 409: ['ticket-held', 'ticket-queued', 'ticket-cancelled', 'ticket-closed'] },
  handle: async ({ params: { orderId } }, parts: KitchenParts) => answer(await bumpTicket(orderId, parts)),
});

export const routes = [list, start, ready];

const answer = ({ ticket, already }: Pressed) => ({
  status: 200,
  body: { ...viewOf({ ticket, estimatedReady: estimateOf(ticket) }), already },
});

const estimateOf = (ticket: Ticket) => ('cooking' in ticket ? ticket.cooking?.estimatedReady : undefined);

const cookOf = (caller: Caller): string => (caller.kind === 'staff' ? caller.id : caller.kind);
