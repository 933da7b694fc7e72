import { on } from '@pizzeria/bus';
import { OrderPlaced } from '@pizzeria/contracts';
import { orderPlaced } from '../domain/news';
import { takeOrder } from '../domain/take-order';
import type { KitchenParts } from '../parts';

/** Writes the ticket, held until its ingredients are set aside. */
export const writeTicket = on(OrderPlaced, async ({ data, time }, { tickets, kitchen, priorities }: KitchenParts) => {
  const order = takeOrder(data, time, kitchen, priorities);
  await tickets.hear(data.orderId, (ticket) => orderPlaced(ticket, order));
});
