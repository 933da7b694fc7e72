import type { DeadLetterReason, DeliveryMarks, Settlement } from '../bus';
import { DeadlineExceeded, Reject } from '../errors';
import { describeError } from './describe-error';

/** How often a message is tried, and how long it waits between. */
export interface RetryPolicy {
  /** Delays in ms, rising; each is a rung of the topology. Empty: a message has its quick tries only. */
  readonly ladder: readonly number[];
  /** Tries in this process, right after the first failure of all. */
  readonly quickTries: number;
  /**
   * In [0, 1): a wait may be the rung before or after the one whose turn it is, so that what failed at one moment
   * does not come back at one moment. Without it every wait is exact. The number of tries is the same.
   */
  readonly jitter?: () => number;
}

export interface QuickTry {
  readonly kind: 'quick';
  readonly marks: DeliveryMarks;
}

/** Every try a message can have: the first, the quick ones, one per rung. */
export const maxAttempts = ({ ladder, quickTries }: RetryPolicy): number => 1 + quickTries + ladder.length;

/**
 * What follows a failed try. It depends on the number of failures and nothing else, so every message ends:
 * after the last rung there is only the dead letter.
 */
export const afterFailure = (
  policy: RetryPolicy,
  before: DeliveryMarks,
  failure: { readonly error: unknown; readonly at: Date; readonly queue: string },
): QuickTry | Settlement => {
  const marks = failedMarks(before, failure.error, failure.at);
  if (failure.error instanceof Reject) return deadLetter('rejected', failure.queue, marks);
  const { attempts } = marks;
  if (attempts >= maxAttempts(policy)) return deadLetter('retries-exhausted', failure.queue, marks);
  const afterMs = policy.ladder[rungAt(Math.max(0, attempts - 1 - policy.quickTries), policy)];
  if (afterMs === undefined) return { kind: 'quick', marks };
  const quick = attempts <= policy.quickTries && !(failure.error instanceof DeadlineExceeded);
  return quick ? { kind: 'quick', marks } : { kind: 'retry', afterMs, marks };
};

/** Half of the messages wait on their own rung, a quarter on each neighbour; at an end of the ladder half on the one. */
const rungAt = (turn: number, { ladder, jitter }: RetryPolicy): number => {
  const last = ladder.length - 1;
  const chance = jitter?.() ?? 0.5;
  if (last < 1 || turn > last || (chance >= 0.25 && chance < 0.75)) return turn;
  const neighbour = chance < 0.25 ? turn - 1 : turn + 1;
  return neighbour < 0 ? turn + 1 : neighbour > last ? turn - 1 : neighbour;
};

/** A dead letter with these marks; `queue` is where it comes from. */
export const deadLetter = (reason: DeadLetterReason, queue: string, marks: DeliveryMarks): Settlement => {
  const { notBefore: _, suspect: __, ...rest } = marks;
  return { kind: 'dead-letter', marks: { ...rest, reason, queue } };
};

const failedMarks = (before: DeliveryMarks, error: unknown, at: Date) => {
  const { notBefore: _, ...rest } = before;
  const now = at.toISOString();
  return {
    ...rest,
    attempts: (before.attempts ?? 0) + 1,
    firstFailedAt: before.firstFailedAt ?? now,
    lastFailedAt: now,
    ...describeError(error),
  };
};
