import { PurchaseOrderPlaced } from '@pizzeria/contracts';
import { purchaseOrder } from '../domain/purchase-order';
import { deliverMessage } from '../use-cases/deliver-message';

/** Sends a purchase order to its supplier, or to the manager where the supplier has no address. */
export const sendToSupplier = deliverMessage(PurchaseOrderPlaced, {
  kind: 'purchase-order',
  channel: 'email',
  letter: purchaseOrder,
  recipient: ({ supplier }, { manager }) => supplier.email ?? manager.email,
});
