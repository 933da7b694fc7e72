import type { DataOf } from '@pizzeria/bus';
import { z } from 'zod';
import { adasOrder } from '../common/examples';
import { orderId } from '../common/ids';
import { ingredient } from '../common/stock';
import { orderSubject } from '../common/subjects';
import { eventsOf } from '../events-of';

export const InventoryShort = eventsOf('inventory')({
  name: 'inventory.short',
  meaning:
    'An order cannot be made from what is in stock: what is missing is named, and the order waits for all of it.',
  route: 'required',
  schema: z.object({
    orderId,
    missing: z
      .array(
        ingredient.extend({
          needed: z.int().min(1),
          /** Free to use: on hand and not set aside for another order. */
          onHand: z.int().min(0),
        }),
      )
      .min(1),
  }),
  example: {
    orderId: adasOrder.orderId,
    missing: [{ ingredientId: 'basil', name: 'Basil', unit: 'g', needed: 24, onHand: 5 }],
  },
  subject: orderSubject,
});
export type InventoryShortData = DataOf<typeof InventoryShort>;
