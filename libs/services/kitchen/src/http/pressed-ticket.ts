import { orderId } from '@pizzeria/contracts';
import type { Caller } from '@pizzeria/service';
import { z } from 'zod';
import type { KitchenParts } from '../parts';
import { listed } from '../use-cases/list-tickets';
import type { Pressed } from '../use-cases/ports';
import { ticketView, viewOf } from './ticket-view';

/** What the routes of all buttons share. */
export const oneTicket = z.object({ orderId });

export const aboutTicket = ({ orderId }: { readonly orderId: string }): string => `order/${orderId}`;

export const pressedTicket = ticketView.extend({
  /** Somebody had pressed before: this request changed nothing. */
  already: z.boolean(),
});

/** The ticket after a press. */
export const answer = ({ ticket, already }: Pressed, { priorities }: Pick<KitchenParts, 'priorities'>) => ({
  status: 200,
  body: { ...viewOf(listed(ticket, undefined, priorities)), already },
});

export const cookOf = (caller: Caller): string => (caller.kind === 'staff' ? caller.id : caller.kind);
