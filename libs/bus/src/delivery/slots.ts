/** Room for a number of handlers at once; the rest wait in order. */
export interface Slots {
  readonly taken: number;
  readonly waiting: number;
  /** Resolves true with a slot taken, or false when `close` came first. */
  take(): Promise<boolean>;
  /** Gives a slot back, to the one who waits longest. */
  free(): void;
  /** Sends away everybody who waits, and everybody who comes later. */
  close(): void;
}

export const slots = (size: number): Slots => {
  let taken = 0;
  let closed = false;
  const queue: ((got: boolean) => void)[] = [];
  return {
    get taken() {
      return taken;
    },
    get waiting() {
      return queue.length;
    },
    take: async () => {
      if (closed) return false;
      if (taken >= size) return new Promise<boolean>((resolve) => queue.push(resolve));
      taken += 1;
      return true;
    },
    free: () => {
      const next = queue.shift();
      if (next) next(true);
      else taken -= 1;
    },
    close: () => {
      closed = true;
      queue.splice(0).forEach((leave) => leave(false));
    },
  };
};
