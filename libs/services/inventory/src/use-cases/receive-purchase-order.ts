import { orderUpToPar, type PurchaseOrder, putAway } from '../domain/purchase-order';
import { Refusal } from '../domain/refusal';
import type { PurchaseOrders, Stock } from './ports';

/** A purchase order that came in; `already` when it had come before, and nothing changed. */
export interface Received {
  readonly order: PurchaseOrder;
  readonly already: boolean;
}

/**
 * Puts a purchase order on the shelves, which serves those who wait. What is low even so is ordered again at once:
 * it crosses no threshold any more that would say so. Runs in the caller's transaction.
 */
export const receivePurchaseOrder = async (
  { purchaseOrderId, by }: { readonly purchaseOrderId: string; readonly by: string },
  { stock, purchaseOrders }: { readonly stock: Stock; readonly purchaseOrders: PurchaseOrders },
): Promise<Received> => {
  const received = await purchaseOrders.receive(purchaseOrderId);
  if (!received)
    throw new Refusal('not-found', 'purchase-order-not-found', 'There is no such purchase order.', { purchaseOrderId });
  if (received.already) return received;
  await stock.update((book) => putAway(book, received.order, by));
  await purchaseOrders.order(received.order.supplier.id, orderUpToPar);
  return received;
};
