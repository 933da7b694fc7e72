import { on } from '@pizzeria/bus';
import { InventoryReserved } from '@pizzeria/contracts';
import { stockHeard } from '../domain/news';
import type { KitchenParts } from '../parts';

/** The ticket may be started. */
export const queueTicket = on(InventoryReserved, async ({ data, sequence }, { tickets }: KitchenParts) => {
  await tickets.hear(data.orderId, (ticket) => stockHeard(ticket, { kind: 'reserved', sequence }));
});
