import {
  CannotWork,
  DeadlineExceeded,
  Reject,
  RetryAfter,
  type Attempt,
  type AttemptOutcome,
  type Clock,
  type DeliveringHandler,
  type Handling,
  type RunAttempt,
  type TransactionalHandler,
} from '@pizzeria/bus';
import { isDatabaseAway, type Database, type HandlingTimes, type Inbox } from '@pizzeria/postgres';
import { causedBy } from './causation';
import { persistently } from './persistently';

export interface AttemptKit<Parts> {
  readonly database: Database;
  readonly inbox: Inbox;
  readonly times: Pick<HandlingTimes, 'note'>;
  readonly parts: Parts;
  readonly clock: Clock;
}

/**
 * What surrounds every handler: the inbox makes its effect once, one transaction holds inbox row, effect and
 * published events. A database that is away counts as no failure of the message (`CannotWork`).
 */
export const attempts =
  <Parts extends object>(kit: AttemptKit<Parts>): RunAttempt =>
  async (attempt) => {
    const parts = { ...kit.parts, signal: attempt.signal };
    const began = performance.now();
    try {
      const outcome = await causedBy(attempt.event.id, () => run(attempt, kit, parts));
      if (outcome === 'handled') kit.times.note(entryOf(attempt), performance.now() - began);
      return outcome;
    } catch (error) {
      if (isDatabaseAway(error)) throw new CannotWork('the database is away', { cause: error });
      throw error;
    }
  };

const run = <Parts>(attempt: Attempt, kit: AttemptKit<Parts>, parts: Parts & Handling): Promise<AttemptOutcome> =>
  attempt.handler.form === 'on'
    ? transactional(attempt, attempt.handler as TransactionalHandler<Parts>, kit, parts)
    : delivering(attempt, attempt.handler as DeliveringHandler<Parts>, kit, parts);

const transactional = <Parts>(
  attempt: Attempt,
  handler: TransactionalHandler<Parts>,
  { database, inbox }: AttemptKit<Parts>,
  parts: Parts & Handling,
): Promise<AttemptOutcome> =>
  database.transaction(async () => {
    if (!(await inbox.record(entryOf(attempt)))) return 'duplicate';
    await handler.handle(attempt.event as never, parts);
    // After its deadline the message has gone on: what was done here must not be committed beside it.
    attempt.signal.throwIfAborted();
    return 'handled';
  });

const delivering = async <Parts>(
  attempt: Attempt,
  handler: DeliveringHandler<Parts>,
  kit: AttemptKit<Parts>,
  parts: Parts & Handling,
): Promise<AttemptOutcome> => {
  const { database, inbox } = kit;
  const taken = await database.transaction(async () => {
    if (await inbox.has(entryOf(attempt))) return 'duplicate' as const;
    const claim = await handler.claim(attempt.event as never, parts);
    attempt.signal.throwIfAborted();
    if (claim === undefined) await inbox.record(entryOf(attempt));
    return { claim };
  });
  if (taken === 'duplicate') return taken;
  if (taken.claim === undefined) return 'handled';
  const receipt = await sendOrRelease(attempt, handler, taken.claim, kit, parts);
  // Sent is sent: it is settled even after the deadline, or the claim would be left in doubt.
  await persistently(kit, async (again) => {
    if (again && (await inbox.has(entryOf(attempt)))) return;
    await handler.settle(taken.claim, receipt, parts);
    await inbox.record(entryOf(attempt));
  });
  return 'handled';
};

const sendOrRelease = async <Parts>(
  attempt: Attempt,
  handler: DeliveringHandler<Parts>,
  claim: unknown,
  kit: AttemptKit<Parts>,
  parts: Parts & Handling,
): Promise<unknown> => {
  try {
    return await handler.send(claim, parts);
  } catch (error) {
    const final = isFinal(attempt, error);
    await persistently(kit, async () => handler.release(claim, { error, final }, parts));
    throw error;
  }
};

/** Whether the message is given up after this error: not when it asked for time, nor when its process is stopping. */
const isFinal = ({ final, signal }: Attempt, error: unknown): boolean => {
  const stopped = signal.aborted && !(signal.reason instanceof DeadlineExceeded);
  return error instanceof Reject || (final && !stopped && !(error instanceof RetryAfter));
};

const entryOf = ({ event, queue, attempt }: Attempt) => ({
  messageId: event.id,
  consumer: queue,
  type: event.type,
  subject: event.subject,
  attempts: attempt,
  traceparent: event.traceparent,
});
