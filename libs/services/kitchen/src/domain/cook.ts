import {
  OrderCookingStarted,
  type OrderCookingStartedData,
  OrderReady,
  type OrderReadyData,
} from '@pizzeria/contracts';
import { type Kitchen, pizzasIn, preparationSeconds, secondsAfter } from './preparation';
import { Refusal } from './refusal';
import type { Cooking, Queued, Ticket } from './ticket';

/** What the kitchen says of a ticket. */
export type KitchenEvent =
  | { readonly event: typeof OrderCookingStarted; readonly data: OrderCookingStartedData }
  | { readonly event: typeof OrderReady; readonly data: OrderReadyData };

/** A ticket after a decision, with what is to be said about it: nothing when it had been decided before. */
export interface Decision {
  readonly ticket: Ticket;
  readonly events: readonly KitchenEvent[];
}

/** A press of start. */
export interface Start {
  readonly cook: string;
  readonly now: Date;
  /** Pizzas of other tickets that are in the making. */
  readonly pizzasInFront: number;
  readonly kitchen: Kitchen;
}

/** A cook starts a ticket. Of two presses the first counts. Throws `Refusal` on a held, cancelled or unknown one. */
export const startCooking = (ticket: Ticket, start: Start): Decision => {
  switch (ticket.status) {
    case 'queued':
      return begin(ticket, start);
    case 'cooking':
    case 'ready':
      return { ticket, events: [] };
    case 'closed':
      if (ticket.cooking) return { ticket, events: [] };
      throw contradiction(ticket, 'The order was handed over.');
    case 'held':
      throw contradiction(ticket, 'The ticket waits for its ingredients.', missingOf(ticket));
    case 'cancelled':
      throw wasCancelled(ticket);
    case 'expected':
      throw noTicket(ticket.orderId);
    default:
      return impossible(ticket);
  }
};

/** A bump to ready. */
export interface Bump {
  readonly now: Date;
  /** What a customer, or a courier, is told about collecting it. */
  readonly instructions: { readonly pickup: string; readonly delivery: string };
}

/** A cook says that an order is made. Throws `Refusal` unless somebody started it. */
export const markReady = (ticket: Ticket, bump: Bump): Decision => {
  switch (ticket.status) {
    case 'cooking':
      return finish(ticket, bump);
    case 'ready':
      return { ticket, events: [] };
    case 'closed':
      if (ticket.readyAt) return { ticket, events: [] };
      throw contradiction(ticket, 'The order was handed over.');
    case 'held':
    case 'queued':
      throw contradiction(ticket, 'Nobody has started this ticket yet.');
    case 'cancelled':
      throw wasCancelled(ticket);
    case 'expected':
      throw noTicket(ticket.orderId);
    default:
      return impossible(ticket);
  }
};

const wasCancelled = (ticket: Extract<Ticket, { status: 'cancelled' }>): Refusal =>
  contradiction(ticket, 'The order was cancelled.', { reason: ticket.reason, cancelledAt: ticket.cancelledAt });

/** No ticket, or none yet: the order itself was not heard of. */
export const noTicket = (orderId: string): Refusal =>
  new Refusal('not-found', 'ticket-not-found', 'There is no ticket for this order.', { orderId });

const begin = (ticket: Queued, { cook, now, pizzasInFront, kitchen }: Start): Decision => {
  const startedAt = now.toISOString();
  const seconds = preparationSeconds(pizzasIn(ticket.order.items), pizzasInFront, kitchen);
  const estimatedReady = secondsAfter(startedAt, seconds);
  const { orderId, order } = ticket;
  return {
    ticket: { ...ticket, status: 'cooking', cooking: { startedAt, estimatedReady, by: cook } },
    events: [{ event: OrderCookingStarted, data: { orderId, number: order.number, startedAt, estimatedReady } }],
  };
};

const finish = (ticket: Cooking, { now, instructions }: Bump): Decision => {
  const { orderId, order, cooking } = ticket;
  // Clocks of two processes may disagree by a moment; nothing is ready before it was started.
  const readyAt = secondsAfter(cooking.startedAt, Math.max(0, secondsBetween(cooking.startedAt, now.toISOString())));
  const data: OrderReadyData = {
    orderId,
    number: order.number,
    customerId: order.customerId,
    customer: order.customer,
    fulfilment: order.fulfilment,
    startedAt: cooking.startedAt,
    readyAt,
    preparationSeconds: Math.round(secondsBetween(cooking.startedAt, readyAt)),
    estimatedSeconds: Math.round(secondsBetween(cooking.startedAt, cooking.estimatedReady)),
    pickupInstructions: instructions[order.fulfilment.type],
  };
  return { ticket: { ...ticket, status: 'ready', readyAt }, events: [{ event: OrderReady, data }] };
};

const secondsBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 1000;

const missingOf = (ticket: Ticket) => (ticket.stock.kind === 'short' ? { missing: ticket.stock.missing } : {});

const contradiction = (ticket: Ticket, message: string, more: Readonly<Record<string, unknown>> = {}): Refusal =>
  new Refusal('conflict', `ticket-${ticket.status}`, message, {
    orderId: ticket.orderId,
    status: ticket.status,
    ...more,
  });

const impossible = (ticket: never): never => {
  throw new Error(`a ticket in an unknown state: ${JSON.stringify(ticket)}`);
};
