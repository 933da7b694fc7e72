import { on } from '@pizzeria/bus';
import { MenuAvailabilityChanged } from '@pizzeria/contracts';
import type { OrdersParts } from '../use-cases/ports';

/** Takes off the menu what cannot be made from the stock, and puts back what can. */
export const showSoldOut = on(MenuAvailabilityChanged, async ({ data, sequence }, { menus }: OrdersParts) => {
  const skus = data.unavailable.map(({ sku }) => sku);
  await menus.keepSoldOut(skus, sequence);
});
