import type { Clock } from '../clock';

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  /** Moves time on by `ms` and calls back everything that falls due, in order, letting what they start run. */
  advance(ms: number): Promise<void>;
  /** Calls still to come. */
  readonly pending: number;
}

interface Call {
  readonly at: number;
  readonly callback: () => void;
}

export const manualClock = (start = new Date('2026-03-01T12:00:00.000Z')): ManualClock => {
  let now = start.getTime();
  const calls = new Set<Call>();
  const nextUntil = (end: number): Call | undefined =>
    [...calls].filter(({ at }) => at <= end).toSorted((left, right) => left.at - right.at)[0];
  return {
    now: () => new Date(now),
    after: (ms, callback) => {
      const call = { at: now + Math.max(0, ms), callback };
      calls.add(call);
      return () => calls.delete(call);
    },
    advance: async (ms) => {
      const end = now + ms;
      await settle();
      for (let call = nextUntil(end); call; call = nextUntil(end)) {
        calls.delete(call);
        now = Math.max(now, call.at);
        call.callback();
        await settle();
      }
      now = end;
    },
    get pending() {
      return calls.size;
    },
  };
};

/** A few turns of the event loop, so that promises already on their way arrive. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
};
