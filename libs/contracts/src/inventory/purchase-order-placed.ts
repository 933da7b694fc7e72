import type { DataOf } from '@pizzeria/bus';
import { z } from 'zod';
import { aPurchaseOrder, at, dairy } from '../common/examples';
import { purchaseOrderId, spokenNumber } from '../common/ids';
import { ingredientQuantity, supplier } from '../common/stock';
import { purchaseOrderSubject } from '../common/subjects';
import { timestamp } from '../common/timestamp';
import { eventsOf } from '../events-of';

export const PurchaseOrderPlaced = eventsOf('inventory')({
  name: 'purchase-order.placed',
  meaning: 'Ingredients were ordered from a supplier: the whole order, said once, when it goes out.',
  schema: z.object({
    purchaseOrderId,
    number: spokenNumber,
    supplier,
    lines: z.array(ingredientQuantity).min(1),
    placedAt: timestamp,
  }),
  example: {
    purchaseOrderId: aPurchaseOrder,
    number: 7,
    supplier: dairy,
    lines: [{ ingredientId: 'mozzarella', name: 'Mozzarella', unit: 'g', quantity: 10000 }],
    placedAt: at('18:30'),
  },
  subject: purchaseOrderSubject,
});
export type PurchaseOrderPlacedData = DataOf<typeof PurchaseOrderPlaced>;
