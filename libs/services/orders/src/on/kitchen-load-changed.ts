import { on } from '@pizzeria/bus';
import { KitchenLoadChanged } from '@pizzeria/contracts';
import type { OrdersParts } from '../use-cases/ports';

/** Lets the promises of the orders to come count how long they would wait in the kitchen, and how large they are. */
export const noteKitchenWait = on(KitchenLoadChanged, async ({ data, sequence }, { shop }: OrdersParts) => {
  const { waitSeconds: seconds, at, pizzaSeconds } = data;
  await shop.hear({ seconds, saidAt: new Date(at), pizzaSeconds }, sequence);
});
