import { on } from '@pizzeria/bus';
import { OrderUndeliverable } from '@pizzeria/contracts';
import { orderHandedOver } from '../domain/news';
import type { KitchenParts } from '../parts';

/** Closes the ticket if its departure was not heard of yet: what comes back is not cooked again. */
export const closeUndeliverable = on(OrderUndeliverable, async ({ data }, { tickets }: KitchenParts) => {
  await tickets.hear(data.orderId, (ticket) => orderHandedOver(ticket, data.at));
});
