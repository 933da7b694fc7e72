import { forecast } from './forecast';
import type { TicketItem } from './ticket';

/** What the kitchen can do; times in seconds. */
export interface Kitchen {
  /** How many pizzas bake at once. */
  readonly ovens: number;
  /** How many pizzas are topped at once. */
  readonly makeStations: number;
  /** How many orders are cut and boxed at once. */
  readonly cutStations: number;
  readonly bakeSeconds: number;
  /** Topping one pizza. */
  readonly makeSeconds: number;
  /** Cutting, boxing and setting out an order, once for each. */
  readonly packSeconds: number;
}

/** Pizzas to bake; drinks and sides need no oven. */
export const pizzasIn = (items: readonly TicketItem[]): number =>
  items.reduce((sum, item) => sum + (item.kind === 'pizza' ? item.quantity : 0), 0);

/** Seconds from the first touch until an order of so many pizzas stands ready, in a kitchen that makes nothing else. */
export const preparationSeconds = (pizzas: number, kitchen: Kitchen): number => {
  const ready = forecast([{ orderId: 'alone', from: 0, toMake: pizzas, baking: [] }], kitchen, 0).get('alone') ?? 0;
  return ready / 1000;
};

/** How much longer an order takes for each pizza beyond its first, at most: as long as the slower of hands and ovens. */
export const pizzaSeconds = ({ makeSeconds, makeStations, bakeSeconds, ovens }: Kitchen): number =>
  Math.ceil(Math.max(makeSeconds / makeStations, bakeSeconds / ovens));

/** A time so many seconds after (or, negative, before) another; RFC 3339. */
export const secondsAfter = (time: string, seconds: number): string =>
  new Date(Date.parse(time) + seconds * 1000).toISOString();

/** The later of two times. */
export const later = (one: string, other: string): string => (Date.parse(one) > Date.parse(other) ? one : other);
