import type { Ticket } from './ticket';

/** Why the kitchen does not do what it was asked: a kind that the edge translates, and a stable code. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly kind: 'not-found' | 'conflict' | 'invalid' | 'forbidden',
    readonly code: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

/** No ticket, or none yet: the order itself was not heard of. */
export const noTicket = (orderId: string): Refusal =>
  new Refusal('not-found', 'ticket-not-found', 'There is no ticket for this order.', { orderId });

/**
 * Why a press does not fit a ticket in this status: `ticket-held`, `ticket-queued` and so on, with the ticket's state.
 */
export const contradiction = (ticket: Ticket): Refusal => {
  switch (ticket.status) {
    case 'expected':
      return noTicket(ticket.orderId);
    case 'held':
      return conflict(ticket, 'The ticket waits for its ingredients.', missingOf(ticket));
    case 'queued':
      return conflict(ticket, 'Nobody has started this ticket yet.');
    case 'cooking':
      return conflict(ticket, 'The order is being made.');
    case 'ready':
      return conflict(ticket, 'The order stands ready.', { readyAt: ticket.readyAt });
    case 'closed':
      return conflict(ticket, 'The order was handed over.', { closedAt: ticket.closedAt });
    case 'cancelled':
      return conflict(ticket, 'The order was cancelled.', { reason: ticket.reason, cancelledAt: ticket.cancelledAt });
    default:
      return impossible(ticket);
  }
};

/** A conflict with a ticket's state, under a code of its own. */
export const conflict = (
  { orderId, status }: Ticket,
  message: string,
  more: Readonly<Record<string, unknown>> = {},
  code = `ticket-${status}`,
): Refusal => new Refusal('conflict', code, message, { orderId, status, ...more });

const missingOf = ({ stock }: Ticket) => (stock.kind === 'short' ? { missing: stock.missing } : {});

const impossible = (ticket: never): never => {
  throw new Error(`a ticket in an unknown state: ${JSON.stringify(ticket)}`);
};
