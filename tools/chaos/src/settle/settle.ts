import { setTimeout as pause } from 'node:timers/promises';
import type { Ledgers } from '../books/ledgers';
import { stillOpen, sumsOf } from './open';
import type { QueueDepth } from './queues';

export interface SettleOptions {
  read(): Promise<Ledgers>;
  /** Every queue of the broker. */
  queues(): Promise<readonly QueueDepth[]>;
  /** Longest time of waiting, ms. */
  readonly withinMs: number;
  readonly say: (line: string) => void;
  /** Pause between two readings, ms; default 1 s. */
  readonly againAfterMs?: number;
}

export interface Settled {
  readonly ledgers: Ledgers;
  /** What had not come to its end when the time was over; empty: all is settled. */
  readonly open: readonly string[];
}

const sayEveryMs = 10_000;

/**
 * Reads until nothing is open, no queue and no delay holds anything, and two readings, with a look at the queues
 * between them, have the same sums; or until the time is over.
 */
export const settle = async ({
  read,
  queues,
  withinMs,
  say,
  againAfterMs = 1_000,
}: SettleOptions): Promise<Settled> => {
  const until = Date.now() + withinMs;
  let saidAt = Date.now();
  for (let before = ''; ;) {
    const ledgers = await read();
    const sums = sumsOf(ledgers);
    let open = stillOpen(ledgers);
    if (open.length === 0 && sums === before) return { ledgers, open };
    if (open.length === 0) {
      open = (await queues())
        .filter(({ messages }) => messages !== 0)
        .map(({ name, messages }) => `${messages ?? 'nobody knows how many'} messages in ${name}`);
      before = open.length === 0 ? sums : '';
    }
    if (Date.now() > until) return { ledgers, open: open.length > 0 ? open : ['the counters went on moving'] };
    if (open.length > 0 && Date.now() - saidAt > sayEveryMs) {
      saidAt = Date.now();
      say(`waiting for ${open.join(', ')}`);
    }
    await pause(againAfterMs);
  }
};
