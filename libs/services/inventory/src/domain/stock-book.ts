import {
  InventoryLow,
  type InventoryLowData,
  type InventoryReserved,
  type InventoryReservedData,
  type InventoryShort,
  type InventoryShortData,
} from '@pizzeria/contracts';
import { crosses } from './availability';
import type { KeptIngredient } from './ingredient';
import type { Needs } from './recipes';
import type { Reservation, Waiting } from './reservation';
import { available, type Movement, type Shelf } from './shelf';

/** What inventory says about orders and ingredients. */
export type StockEvent =
  | { readonly event: typeof InventoryReserved; readonly data: InventoryReservedData }
  | { readonly event: typeof InventoryShort; readonly data: InventoryShortData }
  | { readonly event: typeof InventoryLow; readonly data: InventoryLowData };

/** All that one decision changes. */
export interface StockChange {
  readonly shelves: readonly Shelf[];
  readonly movements: readonly Movement[];
  readonly reservations: readonly Reservation[];
  /** Each event with the version of its own aggregate after it. */
  readonly said: readonly { readonly sequence: number; readonly event: StockEvent }[];
  /** Whether something on the menu can be made no longer, or again. */
  readonly changesMenu: boolean;
}

/**
 * The shelves during one decision: what is set aside, given back and moved is noted here, and comes out as one
 * change. It holds only the shelves it was opened with; asking for another one throws.
 */
export class StockBook {
  readonly #before: ReadonlyMap<string, Shelf>;
  readonly #shelves: Map<string, Shelf>;
  readonly #reservations = new Map<string, Reservation>();
  readonly #movements: Movement[] = [];
  readonly #said: { sequence: number; event: StockEvent }[] = [];
  readonly #freed = new Set<string>();

  constructor(shelves: readonly Shelf[]) {
    this.#before = new Map(shelves.map((shelf) => [shelf.ingredientId, shelf]));
    this.#shelves = new Map(this.#before);
  }

  find(ingredientId: string): Shelf | undefined {
    return this.#shelves.get(ingredientId);
  }

  shelf = (ingredientId: string): Shelf => {
    const shelf = this.#shelves.get(ingredientId);
    if (!shelf) throw new Error(`the shelf of ${ingredientId} is not in this book`);
    return shelf;
  };

  /** What of these needs is not free to be set aside. */
  missing(needs: Needs): InventoryShortData['missing'] {
    return Object.entries(needs)
      .filter(([ingredientId, needed]) => needed > available(this.shelf(ingredientId)))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([ingredientId, needed]) => {
        const shelf = this.shelf(ingredientId);
        return { ingredientId, name: shelf.name, unit: shelf.unit, needed, onHand: Math.max(0, available(shelf)) };
      });
  }

  setAside(needs: Needs): void {
    for (const [ingredientId, quantity] of Object.entries(needs)) this.#reserve(ingredientId, quantity);
  }

  /** Frees what was set aside, for whoever waits. */
  giveBack(needs: Needs): void {
    for (const [ingredientId, quantity] of Object.entries(needs)) {
      this.#reserve(ingredientId, -quantity);
      this.#freed.add(ingredientId);
    }
  }

  /** Uses what was set aside for this order. */
  use(orderId: string, needs: Needs): void {
    for (const [ingredientId, quantity] of Object.entries(needs)) {
      this.#reserve(ingredientId, -quantity);
      this.move({ ingredientId, kind: 'used', quantity: -quantity, orderId });
    }
  }

  /** Uses what was not set aside, as far as there is any: a cook took it all the same. */
  take(orderId: string, needs: Needs): void {
    for (const [ingredientId, quantity] of Object.entries(needs)) {
      const taken = Math.min(quantity, this.shelf(ingredientId).onHand);
      if (taken > 0) this.move({ ingredientId, kind: 'used', quantity: -taken, orderId });
    }
  }

  move(movement: Movement): void {
    const shelf = this.shelf(movement.ingredientId);
    this.#shelves.set(shelf.ingredientId, { ...shelf, onHand: shelf.onHand + movement.quantity });
    this.#movements.push(movement);
    if (movement.quantity > 0) this.#freed.add(shelf.ingredientId);
  }

  /** Notes how an ingredient is kept from now on. */
  arrange({ ingredientId, name, supplier, threshold, par }: KeptIngredient): void {
    this.#shelves.set(ingredientId, { ...this.shelf(ingredientId), name, supplier, threshold, par });
  }

  /** Notes what became of a reservation. With an event about it, its version goes up. */
  keep(reservation: Reservation, event?: StockEvent): void {
    const version = reservation.version + (event ? 1 : 0);
    this.#reservations.set(reservation.orderId, { ...reservation, version });
    if (event) this.#said.push({ sequence: version, event });
  }

  /** What this decision made of an order's reservation so far; undefined when it left it alone. */
  kept(orderId: string): Reservation | undefined {
    return this.#reservations.get(orderId);
  }

  /** Orders that this decision left waiting so far. */
  get keptWaiting(): readonly Waiting[] {
    return [...this.#reservations.values()].filter((reservation) => reservation.state === 'waiting');
  }

  /** Ingredients of which more became free: orders that wait for them may fit now. */
  get freed(): readonly string[] {
    return [...this.#freed];
  }

  /** Ingredients of which more is set aside than lies there. */
  get overdrawn(): readonly string[] {
    return [...this.#shelves.values()].filter((shelf) => available(shelf) < 0).map(({ ingredientId }) => ingredientId);
  }

  /** Closes the book. Throws when the change would leave a shelf below nothing, or overdrawn. */
  change(): StockChange {
    const changed = [...this.#shelves.values()].filter((shelf) => shelf !== this.#before.get(shelf.ingredientId));
    const watched = changed.map((shelf) => this.#watch(shelf));
    return {
      shelves: watched,
      movements: this.#movements,
      reservations: [...this.#reservations.values()],
      said: this.#said,
      changesMenu: changed.some((shelf) => this.#crosses(shelf)),
    };
  }

  #reserve(ingredientId: string, quantity: number): void {
    const shelf = this.shelf(ingredientId);
    this.#shelves.set(ingredientId, { ...shelf, reserved: shelf.reserved + quantity });
  }

  #crosses(shelf: Shelf): boolean {
    const before = this.#before.get(shelf.ingredientId) ?? shelf;
    return crosses(shelf.smallestPortions, available(before), available(shelf));
  }

  /** Once per crossing: low is said when it begins, and may be said again only after a recovery. */
  #watch(shelf: Shelf): Shelf {
    const { ingredientId, name, unit, supplier, threshold, reserved } = shelf;
    const current = available(shelf);
    if (current < 0 || reserved < 0) throw new Error(`the shelf of ${ingredientId} would not balance`);
    if (current >= threshold) return { ...shelf, low: false };
    if (shelf.low) return shelf;
    const version = shelf.version + 1;
    const data = { ingredientId, name, unit, current, threshold, supplier };
    this.#said.push({ sequence: version, event: { event: InventoryLow, data } });
    return { ...shelf, low: true, version };
  }
}
