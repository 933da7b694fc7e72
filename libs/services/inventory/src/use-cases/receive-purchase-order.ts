import { arrivalOf, type Arrival, type Brought, putAway } from '../domain/arrival';
import { orderUpToPar } from '../domain/purchase-order';
import { Refusal } from '../domain/refusal';
import type { PurchaseOrders, Stock } from './ports';

/** Something that came from a supplier, and who takes it in. */
export interface Delivery extends Brought {
  readonly purchaseOrderId: string;
  readonly by: string;
}

/**
 * Puts what came of a purchase order on the shelves, which serves those who wait. What is low even so, and not on its
 * way, is ordered again at once: it crosses no threshold any more that would say so. Runs in the caller's transaction.
 */
export const receivePurchaseOrder = async (
  { purchaseOrderId, by, ...brought }: Delivery,
  { stock, purchaseOrders }: { readonly stock: Stock; readonly purchaseOrders: PurchaseOrders },
): Promise<Arrival> => {
  const arrival = await purchaseOrders.update(purchaseOrderId, (order, now) => arrivalOf(order, brought, now));
  if (!arrival) throw noPurchaseOrder(purchaseOrderId);
  if (arrival.already) return arrival;
  await stock.update((book) => putAway(book, arrival, by));
  await purchaseOrders.order(arrival.order.supplier.id, orderUpToPar);
  return arrival;
};

export const noPurchaseOrder = (purchaseOrderId: string): Refusal =>
  new Refusal('not-found', 'purchase-order-not-found', 'There is no such purchase order.', { purchaseOrderId });
