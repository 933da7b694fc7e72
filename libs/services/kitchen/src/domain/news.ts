import type { OrderCancelledData } from '@pizzeria/contracts';
import type { Closed, Held, Queued, Stock, Ticket, TicketOrder } from './ticket';

/**
 * What news from other services does to a ticket. News comes late, twice and in any order: each function answers
 * the same ticket when it learns nothing, and whatever the order, the ticket ends in the same state.
 *
 * How an order ends is decided by orders, which counts its events: of a hand-over, a return and a cancellation the one
 * with the higher sequence counts.
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

/** The order was called off. Work under way stops; what a courier brought back is thrown away. */
export const orderCancelled = (
  ticket: Ticket,
  { reason, by, cancelledAt, sequence }: Pick<OrderCancelledData, 'reason' | 'by' | 'cancelledAt'> & Heard,
): Ticket => {
  if (knows(ticket, sequence) || ticket.status === 'cancelled') return ticket;
  const previous = ticket.status === 'closed' ? 'ready' : ticket.status;
  return { ...ticket, status: 'cancelled', previous, reason, by, cancelledAt, heard: sequence };
};

/** The order left the shop: with its customer or with a courier. It needs the kitchen no more. */
export const orderHandedOver = (ticket: Ticket, { at, sequence }: Heard & { readonly at: string }): Ticket => {
  if (knows(ticket, sequence)) return ticket;
  return ticket.status === 'closed' ? { ...ticket, heard: sequence } : closed(ticket, at, sequence);
};

/**
 * A courier brought the order back: it stands ready again, to be sent out once more, recalled or cancelled. One that
 * was never made ready here stays closed.
 */
export const orderReturned = (ticket: Ticket, { at, sequence }: Heard & { readonly at: string }): Ticket => {
  if (knows(ticket, sequence)) return ticket;
  const left = closed(ticket, at, sequence);
  const { order, cooking, readyAt, closedAt: _, ...rest } = left;
  return order && cooking && readyAt !== undefined
    ? { ...rest, status: 'ready', order, cooking, readyAt, returnedAt: at }
    : left;
};

/** The sequence that orders gave to what was heard. */
interface Heard {
  readonly sequence: number;
}

const knows = ({ heard = 0 }: Ticket, sequence: number): boolean => sequence <= heard;

const closed = (ticket: Ticket, closedAt: string, heard: number): Closed => {
  const { orderId, version, stock, said, unattended } = ticket;
  return {
    status: 'closed',
    orderId,
    version,
    stock,
    said,
    unattended,
    heard,
    order: 'order' in ticket ? ticket.order : undefined,
    cooking: 'cooking' in ticket ? ticket.cooking : undefined,
    readyAt: 'readyAt' in ticket ? ticket.readyAt : undefined,
    readySequence: 'readySequence' in ticket ? ticket.readySequence : undefined,
    closedAt: ticket.status === 'closed' ? ticket.closedAt : closedAt,
  };
};

const waiting = (
  ticket: Held | Queued | Extract<Ticket, { status: 'expected' }>,
  order: TicketOrder,
): Held | Queued => ({
  ...ticket,
  status: ticket.stock.kind === 'reserved' ? 'queued' : 'held',
  order,
});
