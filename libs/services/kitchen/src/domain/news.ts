import type { OrderCancelledData } from '@pizzeria/contracts';
import type { Held, Queued, Stock, Ticket, TicketOrder } from './ticket';

/**
 * What news from other services does to a ticket. News comes late, twice and in any order: each function answers
 * the same ticket when it learns nothing, and whatever the order, the ticket ends in the same state.
 */

/** The order is known: there is something to cook. */
export const orderPlaced = (ticket: Ticket, order: TicketOrder): Ticket => {
  switch (ticket.status) {
    case 'expected':
      return waiting(ticket, order);
    case 'cancelled':
    case 'closed':
      return ticket.order ? ticket : { ...ticket, order };
    default:
      return ticket;
  }
};

/** Inventory spoke about the order. An older statement than the last one heard changes nothing. */
export const stockHeard = (ticket: Ticket, stock: Stock): Ticket => {
  if (stock.sequence <= ticket.stock.sequence) return ticket;
  const heard = { ...ticket, stock };
  return heard.status === 'held' || heard.status === 'queued' ? waiting(heard, heard.order) : heard;
};

/** The order was called off. Work under way stops; what was handed over stays handed over. */
export const orderCancelled = (
  ticket: Ticket,
  { reason, by, cancelledAt }: Pick<OrderCancelledData, 'reason' | 'by' | 'cancelledAt'>,
): Ticket =>
  ticket.status === 'cancelled' || ticket.status === 'closed'
    ? ticket
    : { ...ticket, status: 'cancelled', previous: ticket.status, reason, by, cancelledAt };

/** The order left the shop: with its customer or with a courier. It needs the kitchen no more, whatever else is said. */
export const orderHandedOver = (ticket: Ticket, closedAt: string): Ticket => {
  if (ticket.status === 'closed') return ticket;
  const { orderId, version, stock } = ticket;
  const order = 'order' in ticket ? ticket.order : undefined;
  const cooking = 'cooking' in ticket ? ticket.cooking : undefined;
  const readyAt = 'readyAt' in ticket ? ticket.readyAt : undefined;
  return { status: 'closed', orderId, version, stock, order, cooking, readyAt, closedAt };
};

const waiting = (ticket: { orderId: string; version: number; stock: Stock }, order: TicketOrder): Held | Queued => ({
  status: ticket.stock.kind === 'reserved' ? 'queued' : 'held',
  orderId: ticket.orderId,
  version: ticket.version,
  stock: ticket.stock,
  order,
});
