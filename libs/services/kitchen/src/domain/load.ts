import { KitchenLoadChanged, type KitchenLoadChangedData } from '@pizzeria/contracts';

/** How busy the kitchen is. */
export interface Load {
  /** How long a new order would wait. */
  readonly waitSeconds: number;
  readonly openTickets: number;
  /** How much longer an order takes for each pizza beyond its first. */
  readonly pizzaSeconds: number;
}

/** What the kitchen says of itself. */
export interface LoadEvent {
  readonly event: typeof KitchenLoadChanged;
  readonly data: KitchenLoadChangedData;
}

/** Says how busy the kitchen is when the wait differs by this many minutes from what was last said; undefined: nothing. */
export const tellLoad = (
  load: Load,
  lastSaid: Pick<Load, 'waitSeconds'>,
  stepMinutes: number,
  now: Date,
): LoadEvent | undefined =>
  Math.abs(load.waitSeconds - lastSaid.waitSeconds) >= stepMinutes * 60
    ? { event: KitchenLoadChanged, data: { ...load, at: now.toISOString() } }
    : undefined;
