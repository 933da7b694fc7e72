import { on } from '@pizzeria/bus';
import { OrderCancelled } from '@pizzeria/contracts';
import { orderCancelled } from '../domain/news';
import type { KitchenParts } from '../parts';

/** Stops the ticket, whatever its state; one whose order is not known yet never starts. */
export const stopTicket = on(OrderCancelled, async ({ data, sequence }, { tickets }: KitchenParts) => {
  await tickets.hear(data.orderId, (ticket) => orderCancelled(ticket, { ...data, sequence }));
});
