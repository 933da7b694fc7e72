import { systemClock, type Clock } from '@pizzeria/bus';

/** A clock that shows what a test sets. Its timers run in real time, so that retries and deadlines still happen. */
export interface TestClock extends Clock {
  set(time: Date | string): void;
  advance(ms: number): void;
}

export const testClock = (start: Date | string = '2026-03-01T18:00:00.000Z'): TestClock => {
  let now = new Date(start).getTime();
  return {
    now: () => new Date(now),
    after: systemClock.after,
    set: (time) => {
      now = new Date(time).getTime();
    },
    advance: (ms) => {
      now += ms;
    },
  };
};
