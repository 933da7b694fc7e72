import { on } from '@pizzeria/bus';
import { InventoryLow } from '@pizzeria/contracts';
import { orderUpToPar } from '../domain/purchase-order';
import type { InventoryParts } from '../parts';

/** Orders all that is low at this supplier now, on his open order; nothing, when it recovered meanwhile. */
export const orderFromSupplier = on(InventoryLow, async ({ data }, { purchaseOrders }: InventoryParts) => {
  await purchaseOrders.order(data.supplier.id, orderUpToPar);
});
