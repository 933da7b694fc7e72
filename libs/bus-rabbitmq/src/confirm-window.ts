import { BusUnavailable, Fifo } from '@pizzeria/bus';
import type { Sending } from './sending';

export interface WindowLimits {
  /** Sent and not yet confirmed, at most. */
  readonly window: number;
  /** Waiting to be sent, at most: messages and bytes. */
  readonly queued: number;
  readonly queuedBytes: number;
}

/**
 * What waits to be sent and what waits for its confirm, both bounded. Knows no broker: the publisher sends what
 * `next` answers and reports what became of it.
 */
export class ConfirmWindow {
  readonly #waiting = new Fifo<Sending>();
  readonly #unconfirmed = new Set<Sending>();
  #waitingBytes = 0;

  constructor(private readonly limits: WindowLimits) {}

  get waiting(): number {
    return this.#waiting.size;
  }

  get unconfirmed(): number {
    return this.#unconfirmed.size;
  }

  get empty(): boolean {
    return this.waiting + this.unconfirmed === 0;
  }

  /** Takes a message in; throws `BusUnavailable` when the queue is full. */
  add(sending: Sending): void {
    const bytes = this.#waitingBytes + sending.parcel.body.length;
    if (this.#waiting.size >= this.limits.queued || bytes > this.limits.queuedBytes) {
      throw new BusUnavailable(`${this.#waiting.size} messages already wait to be sent; send again later`);
    }
    this.#waitingBytes = bytes;
    this.#waiting.push(sending);
  }

  /** The next to send, now counted as unconfirmed; undefined when the window is full or nothing waits. */
  next(now: number): Sending | undefined {
    const first = this.#waiting.first;
    if (!first || this.#unconfirmed.size >= this.limits.window) return undefined;
    if (this.#unconfirmed.size > 0 && (first.suspect || this.#suspectUnderWay())) return undefined;
    this.#takeFirst();
    first.since = now;
    this.#unconfirmed.add(first);
    return first;
  }

  /** The broker has answered: the place in the window is free. */
  done(sending: Sending): void {
    this.#unconfirmed.delete(sending);
  }

  /** Marks what came back unrouted. The same id may be under way twice, so routing key and exchange count too. */
  markReturned(id: string, exchange: string, routingKey: string): void {
    for (const sending of this.#unconfirmed) {
      const { parcel } = sending;
      const same = parcel.id === id && parcel.exchange === exchange && parcel.routingKey === routingKey;
      if (same && !sending.returned) {
        sending.returned = true;
        return;
      }
    }
  }

  /** Everything unconfirmed leaves the window, oldest first; what has had its outcome is left out. */
  takeUnconfirmed(): Sending[] {
    const all = [...this.#unconfirmed];
    this.#unconfirmed.clear();
    return all.filter(({ told }) => !told);
  }

  /** Puts messages back before all that waits, oldest first. */
  putBack(sendings: readonly Sending[]): void {
    for (const sending of sendings) {
      this.#unconfirmed.delete(sending);
      sending.returned = false;
      this.#waitingBytes += sending.parcel.body.length;
    }
    this.#waiting.putBack(sendings);
  }

  /** Unconfirmed since before `limit`, without an outcome so far, oldest first. */
  overdue(limit: number): Sending[] {
    const found: Sending[] = [];
    for (const sending of this.#unconfirmed) {
      if (sending.since > limit) break;
      if (!sending.told) found.push(sending);
    }
    return found;
  }

  /** Takes out what has waited since before `limit`. */
  takeStale(limit: number): Sending[] {
    const stale: Sending[] = [];
    for (let first = this.#waiting.first; first && first.since <= limit; first = this.#waiting.first) {
      this.#takeFirst();
      stale.push(first);
    }
    return stale;
  }

  #suspectUnderWay(): boolean {
    const [first] = this.#unconfirmed;
    return first?.suspect === true;
  }

  #takeFirst(): void {
    const sending = this.#waiting.shift();
    this.#waitingBytes -= sending?.parcel.body.length ?? 0;
  }
}
