import { customerContact, ingredient, orderId, orderLine, spokenNumber, timestamp } from '@pizzeria/contracts';
import { z } from 'zod';
import { stationsOf } from '../domain/stations';
import { stations, type Preparation, type Ticket, type TicketItem } from '../domain/ticket';
import type { ListedTicket } from '../use-cases/list-tickets';

export const station = z.enum(stations);

const item = z.object({
  ...z.object(orderLine.shape).omit({ unitPrice: true, lineTotal: true }).shape,
  /** The stations on its way, in their order. */
  stations: z.array(station),
  /** Those that are done with it. */
  done: z.array(z.object({ station, at: timestamp, by: z.string() })),
});

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
  /** Whether the customer gets it later than promised, as it looks now. */
  late: z.boolean(),
  /** When the customer was last told to expect it, where that is not the promised time. */
  expectedAt: timestamp.optional(),
  /** How loudly was said that nobody starts it; at 3 it is given up. */
  unattendedLevel: z.union([z.literal(1), z.literal(2), z.literal(3)]).optional(),
  /** On a held one that inventory could not serve. */
  missing: z.array(ingredient.extend({ needed: z.int(), onHand: z.int() })).optional(),
  startedAt: timestamp.optional(),
  startedBy: z.string().optional(),
  /** As it looks now; of a held one, if its ingredients came at once. None on one that hours of work stand before. */
  estimatedReady: timestamp.optional(),
  /** Every item passed its last station: it may be bumped to ready. */
  itemsDone: z.boolean(),
  recalledAt: timestamp.optional(),
  recallReason: z.string().optional(),
  readyAt: timestamp.optional(),
  /** When its courier brought it back. */
  returnedAt: timestamp.optional(),
  closedAt: timestamp.optional(),
  cancelledAt: timestamp.optional(),
  cancelReason: z.string().optional(),
});
export type TicketView = z.infer<typeof ticketView>;

/** Shows a ticket whose order is known; nothing of one whose order is not. */
export const viewOf = ({ ticket, estimatedReady, late }: ListedTicket): TicketView | undefined => {
  const { status } = ticket;
  if (status === 'expected' || !ticket.order) return undefined;
  const { order } = ticket;
  const items = itemsOf(order.items, 'cooking' in ticket ? ticket.cooking : undefined);
  return {
    orderId: ticket.orderId,
    number: order.number,
    status,
    customerName: order.customer.name,
    fulfilment: order.fulfilment.type,
    items,
    itemsDone: items.every(({ stations, done }) => done.length === stations.length),
    placedAt: order.placedAt,
    promisedAt: order.promisedAt,
    requestedFor: order.requestedFor,
    startBy: order.startBy,
    late,
    expectedAt: ticket.said?.estimate,
    unattendedLevel: ticket.unattended?.level,
    ...progressOf(ticket),
    estimatedReady,
  };
};

const itemsOf = (items: readonly TicketItem[], cooking: Preparation | undefined): TicketView['items'] =>
  items.map((one) => ({
    ...one,
    stations: [...stationsOf(one)],
    done: (cooking?.bumps ?? [])
      .filter(({ line }) => line === one.line)
      .map(({ station, at, by }) => ({ station, at, by })),
  }));

const progressOf = (ticket: Ticket): Partial<TicketView> => ({
  ...(ticket.status === 'held' && ticket.stock.kind === 'short' ? { missing: ticket.stock.missing } : {}),
  ...('cooking' in ticket && ticket.cooking
    ? {
        startedAt: ticket.cooking.startedAt,
        startedBy: ticket.cooking.by,
        recalledAt: ticket.cooking.recalled?.at,
        recallReason: ticket.cooking.recalled?.reason,
      }
    : {}),
  ...('readyAt' in ticket ? { readyAt: ticket.readyAt } : {}),
  ...('returnedAt' in ticket ? { returnedAt: ticket.returnedAt } : {}),
  ...(ticket.status === 'closed' ? { closedAt: ticket.closedAt } : {}),
  ...(ticket.status === 'cancelled'
    ? { previousStatus: ticket.previous, cancelledAt: ticket.cancelledAt, cancelReason: ticket.reason }
    : {}),
});
