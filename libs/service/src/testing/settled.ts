import type { Database } from '@pizzeria/postgres';
import type { Counting } from './counting';
import type { TestClock } from './test-clock';

/** What moves on those that wait. */
interface Passing {
  /** Deliveries that wait on a rung. */
  waiting(): number;
  readonly clock: TestClock;
}

/**
 * Resolves when every delivery has come to an end; what handlers published may still be in the outbox. When nothing
 * but deliveries that asked for time is left, the clock moves on. Throws after 60 s.
 */
export const handled = async (counts: Counting, { waiting, clock }: Passing): Promise<void> => {
  for (const deadline = Date.now() + 60_000; counts.routed !== counts.ended;) {
    const left = counts.routed - counts.ended;
    if (Date.now() > deadline) throw new Error(`Still in hand: ${left} deliveries.`);
    if (waiting() === left) clock.advance(10_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
};

/**
 * Resolves when every delivery has come to an end, the outbox is empty and every dead letter is kept, by counts that
 * only grow, read twice with the same sums. Throws after 60 s, saying what is still under way.
 */
export const settled = async (counts: Counting, database: Database): Promise<void> => {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const before = { routed: counts.routed, ended: counts.ended };
    const { outbox, kept } = await waiting(database);
    const still = before.routed === counts.routed && before.ended === counts.ended;
    if (still && counts.routed === counts.ended && outbox === 0 && kept >= counts.dead) return;
    if (Date.now() > deadline)
      throw new Error(
        `Still under way: ${counts.routed - counts.ended} of ${counts.routed} deliveries (${counts.retried} retries so far), ` +
          `${outbox} events in the outbox, ${counts.dead - kept} dead letters not kept.`,
      );
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

const waiting = async (database: Database): Promise<{ readonly outbox: number; readonly kept: number }> => {
  const { rows } = await database.sql.raw<{ rows: { outbox: number; kept: number }[] }>(
    'SELECT (SELECT count(*) FROM outbox)::int AS outbox, (SELECT coalesce(sum(arrivals), 0) FROM dead_letters)::int AS kept',
  );
  return rows[0] ?? { outbox: 0, kept: 0 };
};
