import { setTimeout as after } from 'node:timers/promises';
import type { Pace } from '../use-cases/ports';

/** By a clock that only goes forward, ms: a pace is about real time, whatever the wall clock does. */
export interface Monotonic {
  now(): number;
  /** Resolves after so much time; rejects when the signal aborts. */
  after(ms: number, signal: AbortSignal): Promise<void>;
}

const realTime: Monotonic = {
  now: () => performance.now(),
  after: (ms, signal) => after(ms, undefined, { signal }),
};

/** Evenly spaced calls, `perSecond` at most, and none while the provider asked for time. */
export const paceOf = (perSecond: number, clock: Monotonic = realTime): Pace => {
  let nextAt = -Infinity;
  let pausedUntil = -Infinity;
  return {
    pausedMs: () => Math.max(0, Math.ceil(pausedUntil - clock.now())),
    turn: async (signal) => {
      const now = clock.now();
      const at = Math.max(now, nextAt);
      nextAt = at + 1_000 / perSecond;
      if (at > now) await clock.after(at - now, signal);
    },
    pause: (ms) => {
      pausedUntil = Math.max(pausedUntil, clock.now() + ms);
    },
  };
};

/** Where nothing leaves the house there is nothing to wait for. */
export const unhurried: Pace = { pausedMs: () => 0, turn: () => Promise.resolve(), pause: () => undefined };
