/** A pause before attempt `n` (from 0): doubling up to the longest, between half and all of it by chance. */
export const jittered = (n: number, { first, longest }: { first: number; longest: number }): number => {
  const full = Math.min(longest, first * 2 ** Math.min(n, 20));
  return full / 2 + Math.random() * (full / 2);
};

/** A pause that can be ended early, for example because the bus closes. */
export class Pause {
  #end: (() => void) | undefined;

  /** Resolves after `ms` or at `end`. One at a time. */
  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#end = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  end(): void {
    this.#end?.();
  }
}

/** Resolves with the promise's outcome, or rejects after `ms` saying what was waited for. */
export const within = async <T>(ms: number, what: string, promise: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
};
