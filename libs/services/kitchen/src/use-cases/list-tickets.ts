import type { Clock } from '@pizzeria/bus';
import { isLate } from '../domain/estimate';
import { outlooksOfAll } from '../domain/line';
import type { Kitchen } from '../domain/preparation';
import type { Priorities } from '../domain/priority';
import type { Ticket } from '../domain/ticket';
import type { AllDay, Tickets, WantedTickets } from './ports';

/** A ticket as screens show it. */
export interface ListedTicket {
  readonly ticket: Ticket;
  /** When it should be ready, as it looks now; of one that is not made any more, as it was said at its start. */
  readonly estimatedReady?: string;
  /** Whether the customer gets it later than promised, as it looks now. */
  readonly late: boolean;
}

export interface TicketList {
  readonly tickets: readonly ListedTicket[];
  readonly allDay: AllDay;
  /** Whether there are more behind the last one. */
  readonly more: boolean;
}

/** How long a ticket that was called off at work stays on the list of the open ones. */
export interface ListSettings {
  readonly kitchen: Kitchen;
  readonly priorities: Priorities;
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
  const page = found.slice(0, wanted.limit);
  const readyAt = await estimates(page, now, { tickets, kitchen: settings.kitchen });
  return {
    tickets: page.map((ticket) => listed(ticket, readyAt.get(ticket.orderId), settings.priorities)),
    allDay: await tickets.allDay(now),
    more: found.length > wanted.limit,
  };
};

/** A ticket with its estimate: the one given, or the one of its start. */
export const listed = (
  ticket: Ticket,
  estimate: string | undefined,
  priorities: Pick<Priorities, 'deliveryMinutes'>,
): ListedTicket => {
  const estimatedReady = estimate ?? ('cooking' in ticket ? ticket.cooking?.estimatedReady : undefined);
  return { ticket, estimatedReady, late: isLate(ticket, estimatedReady, priorities) };
};

/** When tickets will be ready, as it looks now. What is behind all that is in view has no estimate. */
const estimates = async (
  page: readonly Ticket[],
  now: Date,
  { tickets, kitchen }: { readonly tickets: Tickets; readonly kitchen: Kitchen },
): Promise<ReadonlyMap<string, string>> => {
  const held = page.filter((ticket) => ticket.status === 'held');
  if (held.length === 0 && !page.some(({ status }) => status === 'queued' || status === 'cooking')) return new Map();
  const looks = outlooksOfAll(await tickets.inLine(), held, kitchen, now);
  return new Map([...looks].map(([orderId, { readyAt }]) => [orderId, readyAt]));
};
