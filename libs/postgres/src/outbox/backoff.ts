import type { Clock } from '@pizzeria/bus';

/** Longer pauses after each failure in a row, with jitter so that many processes do not knock at once. */
export class Backoff {
  #failures = 0;
  #until = 0;

  constructor(
    private readonly clock: Clock,
    private readonly firstMs: number,
    private readonly lastMs: number,
  ) {}

  get failing(): boolean {
    return this.#failures > 0;
  }

  /** Milliseconds still to wait; 0 when it may be tried. */
  get remainingMs(): number {
    return Math.max(0, this.#until - this.clock.now().getTime());
  }

  /** Many failures of one moment count once. */
  failed(): void {
    if (this.remainingMs > 0) return;
    const pause = Math.min(this.lastMs, this.firstMs * 2 ** this.#failures);
    this.#failures += 1;
    this.#until = this.clock.now().getTime() + pause * (0.5 + Math.random() / 2);
  }

  succeeded(): void {
    this.#failures = 0;
    this.#until = 0;
  }
}
