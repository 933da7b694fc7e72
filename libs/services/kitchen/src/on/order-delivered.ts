import { on } from '@pizzeria/bus';
import { OrderDelivered } from '@pizzeria/contracts';
import { orderHandedOver } from '../domain/news';
import type { KitchenParts } from '../parts';

/** Closes the ticket of an order that was collected at the counter, or whose departure was not heard of yet. */
export const closeDelivered = on(OrderDelivered, async ({ data, sequence }, { tickets }: KitchenParts) => {
  await tickets.hear(data.orderId, (ticket) => orderHandedOver(ticket, { at: data.deliveredAt, sequence }));
});
