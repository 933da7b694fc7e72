import { on } from '@pizzeria/bus';
import { OrderOutForDelivery } from '@pizzeria/contracts';
import { orderHandedOver } from '../domain/news';
import type { KitchenParts } from '../parts';

/** Closes the ticket: the courier has it. */
export const closeForCourier = on(OrderOutForDelivery, async ({ data, sequence }, { tickets }: KitchenParts) => {
  await tickets.hear(data.orderId, (ticket) => orderHandedOver(ticket, { at: data.leftAt, sequence }));
});
