import type { Clock } from '@pizzeria/bus';

/** Something to wait for with a time limit. Raised while nobody waits, it ends the next wait at once. */
export class Signal {
  #raised = false;
  #release: (() => void) | undefined;

  raise(): void {
    this.#raised = true;
    this.#release?.();
  }

  /** Resolves when raised, or after `ms`. One waiter at a time. */
  async wait(ms: number, clock: Clock): Promise<void> {
    if (!this.#raised) {
      await new Promise<void>((resolve) => {
        const cancel = clock.after(ms, resolve);
        this.#release = () => {
          cancel();
          resolve();
        };
      });
    }
    this.#release = undefined;
    this.#raised = false;
  }
}
