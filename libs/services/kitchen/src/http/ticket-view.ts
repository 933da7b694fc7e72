import { customerContact, ingredient, orderId, orderLine, spokenNumber, timestamp } from '@pizzeria/contracts';
import { z } from 'zod';
import type { Ticket } from '../domain/ticket';
import type { ListedTicket } from '../use-cases/list-tickets';

const item = z.object(orderLine.shape).omit({ unitPrice: true, lineTotal: true });

/** A ticket as the kitchen's screens get it. Of the customer only the name: nobody calls from the oven. */
export const ticketView = z.object({
  orderId,
  number: spokenNumber,
  status: z.enum(['held', 'queued', 'cooking', 'ready', 'closed', 'cancelled']),
  /** On a cancelled one: how far it was. */
  previousStatus: z.enum(['expected', 'held', 'queued', 'cooking', 'ready']).optional(),
  customerName: customerContact.shape.name,
  fulfilment: z.enum(['pickup', 'delivery']),
  items: z.array(item),
  placedAt: timestamp,
  promisedAt: timestamp,
  requestedFor: timestamp.optional(),
  /** When it should be started: the lower, the sooner. */
  startBy: timestamp,
  /** On a held one that inventory could not serve. */
  missing: z.array(ingredient.extend({ needed: z.int(), onHand: z.int() })).optional(),
  startedAt: timestamp.optional(),
  startedBy: z.string().optional(),
  estimatedReady: timestamp.optional(),
  readyAt: timestamp.optional(),
  closedAt: timestamp.optional(),
  cancelledAt: timestamp.optional(),
  cancelReason: z.string().optional(),
});
export type TicketView = z.infer<typeof ticketView>;

/** Shows a ticket whose order is known; nothing of one whose order is not. */
export const viewOf = ({ ticket, estimatedReady }: ListedTicket): TicketView | undefined => {
  const { status } = ticket;
  if (status === 'expected' || !ticket.order) return undefined;
  const { order } = ticket;
  return {
    orderId: ticket.orderId,
    number: order.number,
    status,
    customerName: order.customer.name,
    fulfilment: order.fulfilment.type,
    items: [...order.items],
    placedAt: order.placedAt,
    promisedAt: order.promisedAt,
    requestedFor: order.requestedFor,
    startBy: order.startBy,
    ...progressOf(ticket),
    estimatedReady,
  };
};

const progressOf = (ticket: Ticket): Partial<TicketView> => ({
  ...(ticket.status === 'held' && ticket.stock.kind === 'short' ? { missing: ticket.stock.missing } : {}),
  ...('cooking' in ticket && ticket.cooking
    ? { startedAt: ticket.cooking.startedAt, startedBy: ticket.cooking.by }
    : {}),
  ...('readyAt' in ticket ? { readyAt: ticket.readyAt } : {}),
  ...(ticket.status === 'closed' ? { closedAt: ticket.closedAt } : {}),
  ...(ticket.status === 'cancelled'
    ? { previousStatus: ticket.previous, cancelledAt: ticket.cancelledAt, cancelReason: ticket.reason }
    : {}),
});
