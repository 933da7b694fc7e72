import { OrderReady, OrderRecalled, type OrderReadyData } from '@pizzeria/contracts';
import { type Decision, silently } from './decision';
import { secondsAfter } from './preparation';
import { contradiction } from './refusal';
import { allBumped } from './stations';
import type { Cooking, Ready, Ticket } from './ticket';

/** A bump to ready. */
export interface Bump {
  readonly cook: string;
  readonly now: Date;
  /** What a customer, or a courier, is told about collecting it. */
  readonly instructions: { readonly pickup: string; readonly delivery: string };
}

/**
 * A cook says that an order is made, whether or not stations bumped its items: then they are done as well. Whoever says
 * it again changes nothing: two who say the same agree. Throws `Refusal` unless somebody started it.
 */
export const markReady = (ticket: Ticket, bump: Bump): Decision => {
  switch (ticket.status) {
    case 'cooking':
      return finish(ticket, bump);
    case 'ready':
      return silently(ticket);
    case 'closed':
      if (ticket.readyAt) return silently(ticket);
      throw contradiction(ticket);
    default:
      throw contradiction(ticket);
  }
};

/** A press of recall. */
export interface Recall {
  readonly cook: string;
  readonly now: Date;
  readonly reason: string;
}

/**
 * A cook takes an order back that was said to be ready: it cooks again, its items done until a station takes its bump
 * back. Recalled already, by whomever, nothing changes. Throws `Refusal` on one that was never ready, or has left.
 */
export const recall = (ticket: Ticket, press: Recall): Decision => {
  switch (ticket.status) {
    case 'ready':
      return takeBack(ticket, press);
    case 'cooking':
      if (ticket.cooking.recalled) return silently(ticket);
      throw contradiction(ticket);
    default:
      throw contradiction(ticket);
  }
};

const finish = (ticket: Cooking, { cook, now, instructions }: Bump): Decision => {
  const { orderId, order, cooking, version } = ticket;
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
  const done = { ...cooking, bumps: allBumped(order.items, cooking.bumps ?? [], { cook, now }) };
  return {
    ticket: { ...ticket, status: 'ready', cooking: done, readyAt, readySequence: version + 1 },
    events: [{ event: OrderReady, data }],
  };
};

const takeBack = (ticket: Ready, { cook, now, reason }: Recall): Decision => {
  // A ticket that an earlier release made ready has no sequence of its own: being ready was the last it said.
  const { status: _, readyAt: __, readySequence = ticket.version, returnedAt: ___, ...rest } = ticket;
  const { orderId, order, cooking } = ticket;
  const { number, customerId, customer } = order;
  const at = now.toISOString();
  return {
    ticket: { ...rest, status: 'cooking', cooking: { ...cooking, recalled: { at, by: cook, reason } } },
    events: [
      { event: OrderRecalled, data: { orderId, number, customerId, customer, reason, recalledAt: at, readySequence } },
    ],
  };
};

const secondsBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 1000;
