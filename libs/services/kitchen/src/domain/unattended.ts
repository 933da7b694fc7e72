import { OrderUnattended } from '@pizzeria/contracts';
import { type Decision, silently } from './decision';
import { later, secondsAfter } from './preparation';
import type { Held, Queued, Ticket, Unattended } from './ticket';

/** Minutes that a ticket may wait beyond the time that would keep its promise: to level 1, 2 and 3. Rising. */
export type UnattendedMinutes = readonly [number, number, number];

/**
 * Says that nobody has started a ticket, one level at a time: 1, 2, then 3. After a pause of the kitchen, too, a level
 * follows the one before it only after the time between them: nobody's order is given up without a warning, nor while
 * it can still be made as promised.
 */
export const raiseUnattended = (ticket: Ticket, minutes: UnattendedMinutes, now: Date): Decision => {
  if (ticket.status !== 'held' && ticket.status !== 'queued') return silently(ticket);
  const level = nextLevel(ticket.unattended);
  if (level === undefined || dueAt(ticket, level, minutes) > now.toISOString()) return silently(ticket);
  const { orderId, order } = ticket;
  const { number, promisedAt } = order;
  return {
    ticket: { ...ticket, unattended: { level, at: now.toISOString() } },
    events: [
      { event: OrderUnattended, data: { orderId, number, level, waitingSince: waitingSince(ticket), promisedAt } },
    ],
  };
};

/** Minutes of waiting that bring each level, counted from the level before it. */
export const minutesUpTo = ([first, second, third]: UnattendedMinutes): Readonly<
  Record<Unattended['level'], number>
> => ({
  1: first,
  2: second - first,
  3: third - second,
});

/** When it had to be started for its promise; an order that came too late for that waits since it was placed. */
const waitingSince = ({ order: { latestStart, placedAt } }: Held | Queued): string => later(latestStart, placedAt);

const following = { 0: 1, 1: 2, 2: 3, 3: undefined } as const;

const nextLevel = (raised: Unattended | undefined): Unattended['level'] | undefined => following[raised?.level ?? 0];

const dueAt = (ticket: Held | Queued, level: Unattended['level'], minutes: UnattendedMinutes): string =>
  secondsAfter(ticket.unattended?.at ?? waitingSince(ticket), minutesUpTo(minutes)[level] * 60);
