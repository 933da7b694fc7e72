/** Time as an argument: the system's in production, one that tests advance elsewhere. */
export interface Clock {
  now(): Date;
  /** Calls back once after `ms`; returns a function that cancels it. */
  after(ms: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => new Date(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

/** Makes ids. UUIDv7: they sort by the time of their making. */
export interface Ids {
  next(): string;
}
