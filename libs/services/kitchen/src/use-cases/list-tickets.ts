import type { Clock } from '@pizzeria/bus';
import { type Kitchen, pizzasIn, preparationSeconds, secondsAfter } from '../domain/preparation';
import type { Ticket } from '../domain/ticket';
import type { Tickets, ToMake, WantedTickets } from './ports';

/** A ticket as screens show it. */
export interface ListedTicket {
  readonly ticket: Ticket;
  /** When it should be ready: promised by its start or, while queued, by the queue in front of it. */
  readonly estimatedReady?: string;
}

export interface TicketList {
  readonly tickets: readonly ListedTicket[];
  readonly allDay: readonly ToMake[];
  /** Whether there are more behind the last one. */
  readonly more: boolean;
}

/** How long a ticket that was called off at work stays on the list of the open ones. */
export interface ListSettings {
  readonly kitchen: Kitchen;
  readonly stoppedShownMinutes: number;
}

/** Lists tickets in the order of their start, and what is to be made in all. */
export const listTickets = async (
  wanted: Omit<WantedTickets, 'stoppedSince'>,
  { tickets, clock, settings }: { readonly tickets: Tickets; readonly clock: Clock; readonly settings: ListSettings },
): Promise<TicketList> => {
  const now = clock.now();
  const stoppedSince = new Date(now.getTime() - settings.stoppedShownMinutes * 60_000);
  const found = await tickets.page({ ...wanted, stoppedSince, limit: wanted.limit + 1 });
  const inFront = (await tickets.pizzasInTheMaking()) + (await tickets.pizzasQueuedUntil(wanted.after));
  return {
    tickets: withEstimates(found.slice(0, wanted.limit), inFront, now, settings.kitchen),
    allDay: await tickets.allDay(),
    more: found.length > wanted.limit,
  };
};

const withEstimates = (
  tickets: readonly Ticket[],
  pizzasInFront: number,
  now: Date,
  kitchen: Kitchen,
): readonly ListedTicket[] => {
  let inFront = pizzasInFront;
  return tickets.map((ticket) => {
    if (ticket.status === 'queued') {
      const pizzas = pizzasIn(ticket.order.items);
      const seconds = preparationSeconds(pizzas, inFront, kitchen);
      inFront += pizzas;
      return { ticket, estimatedReady: secondsAfter(now.toISOString(), seconds) };
    }
    return 'cooking' in ticket ? { ticket, estimatedReady: ticket.cooking?.estimatedReady } : { ticket };
  });
};
