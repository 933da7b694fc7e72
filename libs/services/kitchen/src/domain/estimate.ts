import { OrderEstimateChanged } from '@pizzeria/contracts';
import { type Decision, silently } from './decision';
import type { OpenTicket, Outlook } from './line';
import { later, secondsAfter } from './preparation';
import type { Cooking, Held, Queued, Ticket, TicketOrder } from './ticket';

/** When a changed estimate is worth saying. */
export interface EstimateRules {
  /** By more than this it must differ from what was last said. */
  readonly stepMinutes: number;
  /** Nothing is said of the same ticket again before. */
  readonly pauseMinutes: number;
  /** A courier's way. */
  readonly deliveryMinutes: number;
}

/** When the customer gets an order that is ready at that time: collected at once, or brought by a courier. */
export const handedOverAt = (
  { fulfilment }: Pick<TicketOrder, 'fulfilment'>,
  readyAt: string,
  { deliveryMinutes }: Pick<EstimateRules, 'deliveryMinutes'>,
): string => secondsAfter(readyAt, fulfilment.type === 'delivery' ? deliveryMinutes * 60 : 0);

/** What the customer should expect: the promise, which is never said to be kept early, or a later time. */
export const expectedAt = (
  order: Pick<TicketOrder, 'fulfilment' | 'promisedAt'>,
  readyAt: string,
  rules: Pick<EstimateRules, 'deliveryMinutes'>,
): string => later(handedOverAt(order, readyAt, rules), order.promisedAt);

/** Whether the customer gets an order later than promised when it is ready as estimated, or was ready when it was. */
export const isLate = (
  ticket: Ticket,
  estimatedReady: string | undefined,
  rules: Pick<EstimateRules, 'deliveryMinutes'>,
): boolean => {
  if (ticket.status === 'expected' || ticket.status === 'cancelled' || !ticket.order) return false;
  const readyAt = ('readyAt' in ticket ? ticket.readyAt : undefined) ?? estimatedReady;
  return (
    readyAt !== undefined && minutesBetween(ticket.order.promisedAt, handedOverAt(ticket.order, readyAt, rules)) > 0
  );
};

/** What was last said about when the customer gets it. */
export const lastSaid = ({ said, order }: Pick<OpenTicket, 'said' | 'order'>): string =>
  said?.estimate ?? order.promisedAt;

/** Whether a ticket's outlook is to be told: it moved by more than a step, and nothing was said of late. */
export const isWorthSaying = (ticket: OpenTicket, { readyAt }: Outlook, now: Date, rules: EstimateRules): boolean => {
  const moved = minutesBetween(lastSaid(ticket), expectedAt(ticket.order, readyAt, rules));
  const quiet = ticket.said ? minutesBetween(ticket.said.at, now.toISOString()) : Infinity;
  return Math.abs(moved) > rules.stepMinutes && quiet >= rules.pauseMinutes;
};

/** Says that a ticket that is to be made, or cooks, is expected at another time, if that is worth saying. */
export const tellEstimate = (ticket: Ticket, outlook: Outlook, now: Date, rules: EstimateRules): Decision => {
  if (ticket.status !== 'held' && ticket.status !== 'queued' && ticket.status !== 'cooking') return silently(ticket);
  if (!isWorthSaying(ticket, outlook, now, rules)) return silently(ticket);
  const { orderId, order } = ticket;
  const { number, customerId, customer, promisedAt } = order;
  const previousEstimate = lastSaid(ticket);
  const newEstimate = expectedAt(order, outlook.readyAt, rules);
  const reason =
    minutesBetween(previousEstimate, newEstimate) < 0 ? 'It goes faster than was last said.' : delayOf(ticket, outlook);
  return {
    ticket: { ...ticket, said: { estimate: newEstimate, at: now.toISOString() } },
    events: [
      {
        event: OrderEstimateChanged,
        data: { orderId, number, customerId, customer, previousEstimate, newEstimate, promisedAt, reason },
      },
    ],
  };
};

const delayOf = ({ status }: Held | Queued | Cooking, { pizzasInFront }: Outlook): string => {
  if (status === 'held') return 'It waits for ingredients.';
  if (status === 'cooking') return 'It takes longer to make than planned.';
  if (pizzasInFront === 0) return 'Nobody has started it yet.';
  return pizzasInFront === 1 ? 'A pizza is to be made before it.' : `${pizzasInFront} pizzas are to be made before it.`;
};

const minutesBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 60_000;
