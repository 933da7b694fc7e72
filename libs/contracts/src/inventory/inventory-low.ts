import type { DataOf } from '@pizzeria/bus';
import { z } from 'zod';
import { dairy } from '../common/examples';
import { ingredient, supplier } from '../common/stock';
import { ingredientSubject } from '../common/subjects';
import { eventsOf } from '../events-of';

export const InventoryLow = eventsOf('inventory')({
  name: 'inventory.low',
  meaning: 'The stock of an ingredient fell below its threshold.',
  schema: z.object({ ...ingredient.shape, current: z.int().min(0), threshold: z.int().min(0), supplier }),
  example: {
    ingredientId: 'mozzarella',
    name: 'Mozzarella',
    unit: 'g',
    current: 1800,
    threshold: 2000,
    supplier: dairy,
  },
  subject: ingredientSubject,
});
export type InventoryLowData = DataOf<typeof InventoryLow>;
