import type { Clock } from '@pizzeria/bus';
import type { Kitchen } from '../domain/preparation';
import { startCooking } from '../domain/start';
import type { Pressed, Tickets } from './ports';

/** A cook presses start. Refusals as `startCooking`. */
export const startTicket = async (
  { orderId, cook }: { readonly orderId: string; readonly cook: string },
  { tickets, clock, kitchen }: { readonly tickets: Tickets; readonly clock: Clock; readonly kitchen: Kitchen },
): Promise<Pressed> => {
  const inTheMaking = await tickets.cooking();
  return tickets.update(orderId, (before) => startCooking(before, { cook, now: clock.now(), inTheMaking, kitchen }));
};
