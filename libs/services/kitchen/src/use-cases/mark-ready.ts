import type { Clock } from '@pizzeria/bus';
import { type Bump, markReady } from '../domain/cook';
import type { Tickets } from './ports';
import type { Pressed } from './start-cooking';

/** A cook bumps a ticket to ready. Refusals as `markReady`. */
export const bumpTicket = async (
  orderId: string,
  {
    tickets,
    clock,
    instructions,
  }: { readonly tickets: Tickets; readonly clock: Clock; readonly instructions: Bump['instructions'] },
): Promise<Pressed> => {
  const { ticket, events } = await tickets.update(orderId, (before) =>
    markReady(before, { now: clock.now(), instructions }),
  );
  return { ticket, already: events.length === 0 };
};
