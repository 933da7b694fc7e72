import type { DataOf } from '@pizzeria/bus';
import { z } from 'zod';
import { at } from '../common/examples';
import { ingredientId, sku } from '../common/ids';
import { menuSubject } from '../common/subjects';
import { timestamp } from '../common/timestamp';
import { eventsOf } from '../events-of';

export const MenuAvailabilityChanged = eventsOf('inventory')({
  name: 'menu.availability-changed',
  meaning: 'What can be made from the stock changed: this is the whole list of what cannot.',
  schema: z.object({ unavailable: z.array(z.object({ sku, missing: z.array(ingredientId) })), at: timestamp }),
  example: { unavailable: [{ sku: 'hawaiian', missing: ['pineapple'] }], at: at('18:30') },
  subject: menuSubject,
});
export type MenuAvailabilityChangedData = DataOf<typeof MenuAvailabilityChanged>;
