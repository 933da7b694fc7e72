import type { Clock } from '@pizzeria/bus';
import { recall } from '../domain/ready';
import type { Pressed, Tickets } from './ports';

/** A cook takes a ready order back. Refusals as `recall`. */
export const recallTicket = (
  { orderId, cook, reason }: { readonly orderId: string; readonly cook: string; readonly reason: string },
  { tickets, clock }: { readonly tickets: Tickets; readonly clock: Clock },
): Promise<Pressed> => tickets.update(orderId, (before) => recall(before, { cook, reason, now: clock.now() }));
