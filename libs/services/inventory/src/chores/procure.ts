import type { Chore } from '@pizzeria/service';
import type { InventoryParts } from '../parts';
import { procure } from '../use-cases/procure';

/** Orders what is wanted of suppliers, and sends what was gathered. */
export const procureWanted: Chore<InventoryParts> = {
  everyMs: 10_000,
  run: (parts, { about }) => procure(parts, parts.clock.now(), about),
};
