import { type Decided, sendOrder } from '../domain/purchase-order';
import type { PurchaseOrders } from './ports';
import { noPurchaseOrder } from './receive-purchase-order';

/** Sends a purchase order now. Runs in the caller's transaction. */
export const sendPurchaseOrder = async (purchaseOrderId: string, purchaseOrders: PurchaseOrders): Promise<Decided> => {
  const sent = await purchaseOrders.update(purchaseOrderId, sendOrder);
  if (!sent) throw noPurchaseOrder(purchaseOrderId);
  return sent;
};
