import { on } from '@pizzeria/bus';
import { OrderUndeliverable } from '@pizzeria/contracts';
import { orderReturned } from '../domain/news';
import type { KitchenParts } from '../parts';

/** The order stands at the counter again: the ticket is ready, and may be recalled to be made anew. */
export const reopenReturned = on(OrderUndeliverable, async ({ data, sequence }, { tickets }: KitchenParts) => {
  await tickets.hear(data.orderId, (ticket) => orderReturned(ticket, { at: data.at, sequence }));
});
