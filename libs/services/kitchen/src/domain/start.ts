import { OrderCookingStarted } from '@pizzeria/contracts';
import { type Decision, silently } from './decision';
import { type OpenTicket, readyIfStarted } from './line';
import type { Kitchen } from './preparation';
import { conflict, contradiction } from './refusal';
import type { Preparation, Queued, Ticket } from './ticket';

/** A press of start. */
export interface Start {
  readonly cook: string;
  readonly now: Date;
  /** Tickets that cook at present. */
  readonly inTheMaking: readonly OpenTicket[];
  readonly kitchen: Kitchen;
}

/**
 * A cook starts a ticket. Of two cooks the first has it: the other is refused, so that no pizza is made twice, and who
 * started it is said. The same cook again changes nothing: her answer was lost. Throws `Refusal`.
 */
export const startCooking = (ticket: Ticket, start: Start): Decision => {
  switch (ticket.status) {
    case 'queued':
      return begin(ticket, start);
    case 'cooking':
    case 'ready':
      return again(ticket, ticket.cooking, start);
    case 'closed':
      if (ticket.cooking) return again(ticket, ticket.cooking, start);
      throw contradiction(ticket);
    default:
      throw contradiction(ticket);
  }
};

const begin = (ticket: Queued, { cook, now, inTheMaking, kitchen }: Start): Decision => {
  const startedAt = now.toISOString();
  const estimatedReady = readyIfStarted(ticket, inTheMaking, kitchen, now);
  const { orderId, order } = ticket;
  return {
    ticket: { ...ticket, status: 'cooking', cooking: { startedAt, estimatedReady, by: cook } },
    events: [{ event: OrderCookingStarted, data: { orderId, number: order.number, startedAt, estimatedReady } }],
  };
};

const again = (ticket: Ticket, { by, startedAt }: Preparation, { cook }: Start): Decision => {
  if (by === cook) return silently(ticket);
  throw conflict(ticket, 'Another cook has started it.', { startedBy: by, startedAt }, 'ticket-started');
};
