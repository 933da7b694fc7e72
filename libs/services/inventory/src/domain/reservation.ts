import type { InventoryShortData } from '@pizzeria/contracts';
import type { Needs } from './recipes';

/**
 * What inventory holds for one order: `waiting ⇄ reserved → committed`, `released` when it was called off.
 * Committed is the last word: what was cooked was used, whatever is said about the order later.
 */
export type Reservation = Waiting | Reserved | Committed | Released;

interface Known {
  readonly orderId: string;
  /** Sequence of the last event about this order; 0 before the first. */
  readonly version: number;
}

/** Short of something: nothing is set aside, the order waits for all it needs. */
export interface Waiting extends Known {
  readonly state: 'waiting';
  readonly order: OrderNeeds;
  /** As it was when this was last said. */
  readonly missing: InventoryShortData['missing'];
}

export interface Reserved extends Known {
  readonly state: 'reserved';
  readonly order: OrderNeeds;
}

/** Being cooked, or cooked. Without its order, the news of it came before the order itself. */
export interface Committed extends Known {
  readonly state: 'committed';
  readonly order?: OrderNeeds;
}

/** Called off. Without its order, the cancellation came first: nothing will be set aside. */
export interface Released extends Known {
  readonly state: 'released';
  readonly order?: OrderNeeds;
}

export interface OrderNeeds {
  readonly number: number;
  /** RFC 3339: of those who wait, the oldest is served first. */
  readonly placedAt: string;
  readonly needs: Needs;
}
