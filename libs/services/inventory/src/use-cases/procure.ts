import { orderUpToPar, sendOrder } from '../domain/purchase-order';
import type { PurchaseOrders } from './ports';

/** What the chore is given. */
export interface Procuring {
  readonly purchaseOrders: PurchaseOrders;
  /** How long a purchase order gathers lines before it goes out, in minutes. */
  readonly purchaseOrderMinutes: number;
}

/**
 * Orders what is low, and what an order waits for although it is not low; then sends every purchase order that has
 * gathered long enough. `about` runs the sending of one as part of its trace. Each decides under its supplier's lock
 * whether there is still something to do, so two who procure at once order and send everything once.
 */
export const procure = async (
  { purchaseOrders, purchaseOrderMinutes }: Procuring,
  now: Date,
  about: (subject: string, work: () => Promise<unknown>) => Promise<unknown>,
): Promise<void> => {
  for (const supplierId of await purchaseOrders.asked()) await purchaseOrders.order(supplierId, orderUpToPar);
  const openedUntil = new Date(now.getTime() - purchaseOrderMinutes * 60_000);
  for (const id of await purchaseOrders.due(openedUntil))
    await about(`purchase-order/${id}`, () => purchaseOrders.update(id, sendOrder));
};
