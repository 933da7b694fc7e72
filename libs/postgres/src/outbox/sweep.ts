/**
 * Where reading goes on. Keys that were passed over since the sweep began stay passed over until it begins again:
 * otherwise a later row of a key could be read before the earlier one that was left behind.
 */
export class Sweep {
  #cursor = 0;
  #startedAt = 0;
  #number = 0;
  readonly #passed = new Set<string>();

  get cursor(): number {
    return this.#cursor;
  }

  /** Changes at every restart: a read that began before one must not move the cursor of the next. */
  get number(): number {
    return this.#number;
  }

  /** Leaves these keys out from now on; answers all that are left out. */
  passOver(subjects: readonly string[]): string[] {
    for (const subject of subjects) this.#passed.add(subject);
    return [...this.#passed];
  }

  advance(number: number, cursor: number): void {
    if (number === this.#number) this.#cursor = cursor;
  }

  isOlderThan(ms: number, now: Date): boolean {
    return now.getTime() - this.#startedAt >= ms;
  }

  /** From the lowest row again: finds rows that committed late, were passed over, or failed. */
  restart(now: Date): void {
    this.#cursor = 0;
    this.#number += 1;
    this.#startedAt = now.getTime();
    this.#passed.clear();
  }
}
