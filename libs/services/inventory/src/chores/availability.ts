import type { Chore } from '@pizzeria/service';
import type { InventoryParts } from '../parts';

/**
 * Says what cannot be made, when that is not what was said last: processes of the version before change the stock and
 * say nothing of the menu.
 */
export const correctAvailability: Chore<InventoryParts> = {
  everyMs: 30_000,
  run: ({ availability }) => availability.say(),
};
