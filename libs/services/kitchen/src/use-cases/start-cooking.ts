import type { Clock } from '@pizzeria/bus';
import { startCooking } from '../domain/cook';
import type { Kitchen } from '../domain/preparation';
import type { Ticket } from '../domain/ticket';
import type { Tickets } from './ports';

/** What became of a press: `already` when somebody pressed before. */
export interface Pressed {
  readonly ticket: Ticket;
  readonly already: boolean;
}

/** A cook presses start. Refusals as `startCooking`. */
export const startTicket = async (
  { orderId, cook }: { readonly orderId: string; readonly cook: string },
  { tickets, clock, kitchen }: { readonly tickets: Tickets; readonly clock: Clock; readonly kitchen: Kitchen },
): Promise<Pressed> => {
  const pizzasInFront = await tickets.pizzasInTheMaking();
  const { ticket, events } = await tickets.update(orderId, (before) =>
    startCooking(before, { cook, now: clock.now(), pizzasInFront, kitchen }),
  );
  return { ticket, already: events.length === 0 };
};
