import { forecast, type Work } from './forecast';
import { type Kitchen, pizzasIn } from './preparation';
import { doneAt, isDone } from './stations';
import type { Preparation, Said, TicketItem, TicketOrder } from './ticket';

/** What is asked of a ticket that is made or will be: the tickets that are held, queued and cooking are such. */
export interface OpenTicket {
  readonly orderId: string;
  readonly order: TicketOrder;
  /** While it cooks. */
  readonly cooking?: Preparation;
  readonly said?: Said;
}

/** How it looks for one ticket. */
export interface Outlook {
  readonly readyAt: string;
  /** Pizzas that are topped before its own. */
  readonly pizzasInFront: number;
}

/**
 * How it looks for each ticket, by order, when cooks take them in their order: first what cooks already, by its start,
 * then what may be started, by `startBy`. An order for later is not started before its time.
 */
export const outlooks = (tickets: readonly OpenTicket[], kitchen: Kitchen, now: Date): ReadonlyMap<string, Outlook> => {
  const line = inLine(tickets, now);
  const ready = forecast(line, kitchen, now.getTime());
  let pizzasInFront = 0;
  return new Map(
    line.map(({ orderId, toMake }) => {
      const outlook = { readyAt: new Date(ready.get(orderId) ?? now).toISOString(), pizzasInFront };
      pizzasInFront += toMake;
      return [orderId, outlook];
    }),
  );
};

/**
 * The same for tickets in line and for held ones: these as if their ingredients came at once, which slows nobody else
 * down.
 */
export const outlooksOfAll = (
  line: readonly OpenTicket[],
  held: readonly OpenTicket[],
  kitchen: Kitchen,
  now: Date,
): ReadonlyMap<string, Outlook> =>
  new Map([...outlooks([...line, ...held], kitchen, now), ...outlooks(line, kitchen, now)]);

/** How much longer an order of one pizza would take if it came now than in a kitchen that makes nothing else, in s. */
export const waitSeconds = (tickets: readonly OpenTicket[], kitchen: Kitchen, now: Date): number => {
  const one = { orderId: 'one more', from: now.getTime(), toMake: 1, baking: [] };
  const readyAfter = (work: readonly Work[]) => forecast([...work, one], kitchen, now.getTime()).get(one.orderId) ?? 0;
  const before = inLine(tickets, now).filter(({ from }) => from <= now.getTime());
  return Math.round((readyAfter(before) - readyAfter([])) / 1000);
};

/** When a ticket will be ready that is started now, behind those that cook already; RFC 3339. */
export const readyIfStarted = (
  ticket: OpenTicket,
  cooking: readonly OpenTicket[],
  kitchen: Kitchen,
  now: Date,
): string => {
  const before = inLine(
    cooking.filter(({ orderId }) => orderId !== ticket.orderId),
    now,
  );
  const ready = forecast([...before, startingNow(ticket, now)], kitchen, now.getTime());
  return new Date(ready.get(ticket.orderId) ?? now).toISOString();
};

const startingNow = ({ orderId, order }: OpenTicket, now: Date): Work => ({
  orderId,
  from: now.getTime(),
  toMake: pizzasIn(order.items),
  baking: [],
});

/** What is left of a ticket's work. */
const workOf = (ticket: OpenTicket, now: Date): Work => {
  const { orderId, order, cooking } = ticket;
  if (!cooking) return { ...startingNow(ticket, now), from: earliestStart(order, now) };
  const { bumps = [], startedAt, recalled } = cooking;
  const left = order.items.filter(({ line, kind }) => kind === 'pizza' && !isDone(bumps, line, 'cut'));
  return {
    orderId,
    from: Date.parse(recalled?.at ?? startedAt),
    toMake: pizzasIn(left.filter(({ line }) => !isDone(bumps, line, 'make'))),
    baking: left.flatMap((item) => intoOven(item, cooking)),
    doneAt: doneSinceRecall(order.items, cooking),
  };
};

/** What was done when it was taken back does not count: somebody saw that it is not. */
const doneSinceRecall = (items: readonly TicketItem[], { bumps = [], recalled }: Preparation): number | undefined => {
  const done = doneAt(items, bumps);
  return recalled !== undefined && done !== undefined && done <= Date.parse(recalled.at) ? undefined : done;
};

const inLine = (tickets: readonly OpenTicket[], now: Date): readonly Work[] => {
  const cooking = tickets.filter((ticket) => ticket.cooking).map((ticket) => workOf(ticket, now));
  const waiting = [...tickets.filter((ticket) => !ticket.cooking)]
    .sort((one, other) => (place(one) < place(other) ? -1 : 1))
    .map((ticket) => workOf(ticket, now));
  const byFrom = (one: Work, other: Work) => one.from - other.from;
  return [...cooking.sort(byFrom), ...waiting.sort(byFrom)];
};

const place = ({ orderId, order }: OpenTicket): string => `${order.startBy} ${orderId}`;

const earliestStart = ({ requestedFor, startBy }: TicketOrder, now: Date): number =>
  requestedFor === undefined ? now.getTime() : Math.max(now.getTime(), Date.parse(startBy));

const intoOven = ({ line, quantity }: TicketItem, { bumps = [] }: Preparation): readonly number[] => {
  const made = bumps.find((bump) => bump.line === line && bump.station === 'make');
  return made ? Array.from({ length: quantity }, () => Date.parse(made.at)) : [];
};
