import { on } from '@pizzeria/bus';
import { InventoryShort } from '@pizzeria/contracts';
import { stockHeard } from '../domain/news';
import type { KitchenParts } from '../parts';

/** The ticket is held, and says what it is short of. */
export const holdTicket = on(InventoryShort, async ({ data, sequence }, { tickets }: KitchenParts) => {
  await tickets.hear(data.orderId, (ticket) => stockHeard(ticket, { kind: 'short', sequence, missing: data.missing }));
});
