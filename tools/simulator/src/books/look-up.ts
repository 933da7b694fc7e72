import { z } from 'zod';
import type { HttpClient } from '../http/client';
import type { Tokens } from '../http/tokens';
import { expecting, order, orderPage, type Order, type Ticket, ticketPage } from '../people/answers';
import { everyPage } from '../people/pages';
import type { MarkedOrder, SeenAtTheCounter, SeenMessage, SeenOrder } from './seen';

export interface Inspector {
  readonly http: HttpClient;
  readonly tokens: Tokens;
}

const ticketStatuses = ['held', 'queued', 'cooking', 'ready', 'closed', 'cancelled'];

/** Every ticket of the kitchen, by order. */
export const lookUpTickets = async ({ http, tokens }: Inspector): Promise<ReadonlyMap<string, readonly Ticket[]>> => {
  const byOrder = new Map<string, Ticket[]>();
  for (const status of ticketStatuses) {
    const tickets = await everyPage(
      http,
      { service: 'kitchen', token: tokens.manager },
      `/api/kitchen/tickets?limit=200&status=${status}`,
      ticketPage,
      ({ tickets: entries, nextCursor }) => ({ entries, nextCursor }),
    );
    for (const ticket of tickets) byOrder.set(ticket.orderId, [...(byOrder.get(ticket.orderId) ?? []), ticket]);
  }
  return byOrder;
};

/** Every order whose customer's name ends with this run's mark. */
export const lookUpMarked = async ({ http, tokens }: Inspector, run: string): Promise<readonly MarkedOrder[]> => {
  const orders = await everyPage(
    http,
    { service: 'orders', token: tokens.manager },
    '/api/orders?limit=100',
    orderPage,
    ({ items, nextCursor }) => ({ entries: items, nextCursor }),
  );
  return orders
    .filter(({ customer }) => customer.name.endsWith(` of ${run}`))
    .map(({ id, customer }) => ({ id, mark: customer.name }));
};

export const reservations = z.object({ reservations: z.array(z.object({ state: z.string() })) });
export const messages = z.object({
  items: z.array(
    z.object({
      kind: z.string(),
      channel: z.string(),
      occurrence: z.int(),
      state: z.string(),
      sentAt: z.string().optional(),
    }),
  ),
  nextCursor: z.string().optional(),
});
export const events = z.object({ items: z.array(z.object({ id: z.string(), type: z.string() })) });

/** All that the services say of one order. */
export const lookUpOrder = async (
  id: string,
  tickets: ReadonlyMap<string, readonly Ticket[]>,
  inspector: Inspector,
): Promise<SeenOrder> => {
  const { http, tokens } = inspector;
  const get = (service: 'orders' | 'inventory' | 'analytics', path: string) =>
    http.call({ service, method: 'GET', path, token: tokens.manager });
  const found = await get('orders', `/api/orders/${id}`);
  const reserved = await get('inventory', `/api/inventory/reservations?orderId=${id}`);
  const logged = await get('analytics', `/api/analytics/orders/${id}/events`);
  return {
    order: found.status === 404 ? undefined : atTheCounter(expecting(order, found, 'GET /api/orders/{id}')),
    tickets: tickets.get(id) ?? [],
    reservations: expecting(reservations, reserved, 'GET /api/inventory/reservations').reservations.map(
      ({ state }) => state,
    ),
    messages: await messagesOf(id, inspector),
    events: expecting(events, logged, 'GET /api/analytics/orders/{id}/events').items.map(({ id: eventId, type }) => ({
      id: eventId,
      name: type.split('.').slice(-2).join('.'),
    })),
  };
};

const atTheCounter = (found: Order): SeenAtTheCounter => {
  const { status, placedAt, deliveredAt, estimatedDelivery, items, cancellation, totalAmount, payment } = found;
  return {
    status,
    placedAt,
    deliveredAt,
    promisedAt: estimatedDelivery,
    halves: items.some(({ halves }) => halves !== undefined),
    cancelledBy: cancellation?.by,
    money: {
      status: payment.status,
      total: totalAmount.amount,
      paid: payment.paid.amount,
      refunded: payment.refunded?.amount ?? 0,
    },
  };
};

const messagesOf = (id: string, { http, tokens }: Inspector): Promise<SeenMessage[]> =>
  everyPage(
    http,
    { service: 'notifications', token: tokens.manager },
    `/api/notifications?limit=200&orderId=${id}`,
    messages,
    ({ items, nextCursor }) => ({ entries: items, nextCursor }),
  );
