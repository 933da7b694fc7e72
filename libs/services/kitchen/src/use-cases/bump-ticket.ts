import type { Clock } from '@pizzeria/bus';
import { type Bump, markReady } from '../domain/ready';
import type { Pressed, Tickets } from './ports';

/** A cook bumps a ticket to ready. Refusals as `markReady`. */
export const bumpTicket = (
  { orderId, cook }: { readonly orderId: string; readonly cook: string },
  {
    tickets,
    clock,
    instructions,
  }: { readonly tickets: Tickets; readonly clock: Clock; readonly instructions: Bump['instructions'] },
): Promise<Pressed> => tickets.update(orderId, (before) => markReady(before, { cook, now: clock.now(), instructions }));
