import type { WaitingRow } from './rows';

/**
 * What a relay holds between reading a row and moving it away. At most one row per key is in hand, which alone
 * keeps the order of a key through failures.
 */
export class InHand {
  readonly #rows = new Map<number, WaitingRow>();
  readonly #subjects = new Set<string>();
  /** Confirmed by the bus, not yet moved. */
  #confirmed: number[] = [];

  get size(): number {
    return this.#rows.size;
  }

  get unconfirmed(): number {
    return this.#rows.size - this.#confirmed.length;
  }

  get seqs(): number[] {
    return [...this.#rows.keys()];
  }

  get subjects(): string[] {
    return [...this.#subjects];
  }

  /** False when another row of its key, or the row itself, is in hand. */
  take(row: WaitingRow): boolean {
    if (this.#subjects.has(row.subject)) return false;
    this.#rows.set(row.seq, row);
    this.#subjects.add(row.subject);
    return true;
  }

  confirm(seq: number): void {
    this.#confirmed.push(seq);
  }

  takeConfirmed(): number[] {
    const taken = this.#confirmed;
    this.#confirmed = [];
    return taken;
  }

  giveBackConfirmed(seqs: readonly number[]): void {
    this.#confirmed = [...seqs, ...this.#confirmed];
  }

  /** Lets go of a row: moved, parked, or to be read again. */
  release(seqs: readonly number[]): void {
    for (const seq of seqs) {
      const row = this.#rows.get(seq);
      if (!row) continue;
      this.#rows.delete(seq);
      this.#subjects.delete(row.subject);
    }
  }
}
