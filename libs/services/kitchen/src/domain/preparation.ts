import type { TicketItem } from './ticket';

/** What the kitchen can do; times in seconds. */
export interface Kitchen {
  /** How many pizzas bake at once. */
  readonly ovens: number;
  readonly bakeSeconds: number;
  /** Topping one pizza. */
  readonly makeSeconds: number;
  /** Cutting, boxing and setting out an order, once for each. */
  readonly packSeconds: number;
}

/** Pizzas to bake; drinks and sides need no oven. */
export const pizzasIn = (items: readonly TicketItem[]): number =>
  items.reduce((sum, item) => sum + (item.kind === 'pizza' ? item.quantity : 0), 0);

/**
 * Seconds from the first touch until an order of so many pizzas stands ready, when so many others go into the
 * ovens before it. Baking goes in oven loads; topping happens while the load before bakes, save for the first.
 */
export const preparationSeconds = (pizzas: number, pizzasInFront: number, kitchen: Kitchen): number => {
  if (pizzas === 0) return kitchen.packSeconds;
  const loads = Math.ceil((pizzasInFront + pizzas) / kitchen.ovens);
  const toppedFirst = Math.min(pizzas, kitchen.ovens);
  return toppedFirst * kitchen.makeSeconds + loads * kitchen.bakeSeconds + kitchen.packSeconds;
};

/** A time so many seconds after (or, negative, before) another; RFC 3339. */
export const secondsAfter = (time: string, seconds: number): string =>
  new Date(Date.parse(time) + seconds * 1000).toISOString();
