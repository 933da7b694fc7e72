import type { DataOf } from '@pizzeria/bus';
import { z } from 'zod';
import { adasOrder } from '../common/examples';
import { orderId } from '../common/ids';
import { ingredientQuantity } from '../common/stock';
import { orderSubject } from '../common/subjects';
import { eventsOf } from '../events-of';

export const InventoryReserved = eventsOf('inventory')({
  name: 'inventory.reserved',
  meaning: 'All ingredients of an order are set aside for it.',
  route: 'required',
  schema: z.object({ orderId, ingredients: z.array(ingredientQuantity) }),
  example: {
    orderId: adasOrder.orderId,
    ingredients: [
      { ingredientId: 'dough', name: 'Dough', unit: 'g', quantity: 720 },
      { ingredientId: 'basil', name: 'Basil', unit: 'g', quantity: 24 },
    ],
  },
  subject: orderSubject,
});
export type InventoryReservedData = DataOf<typeof InventoryReserved>;
