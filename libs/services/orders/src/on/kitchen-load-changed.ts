import { on } from '@pizzeria/bus';
import { KitchenLoadChanged } from '@pizzeria/contracts';
import type { OrdersParts } from '../use-cases/ports';

/** Lets the promises of the orders to come count how long they would wait in the kitchen. */
export const noteKitchenWait = on(KitchenLoadChanged, async ({ data, sequence }, { shop }: OrdersParts) => {
  await shop.hear({ seconds: data.waitSeconds, saidAt: new Date(data.at) }, sequence);
});
