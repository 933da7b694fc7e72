import type { Delivery, DeliveryMarks, Settlement } from '../bus';
import type { Clock } from '../clock';
import type { EventEnvelope } from '../envelope';
import { CannotWork, RetryAfter } from '../errors';
import type { EventDefinition } from '../event';
import type { Handler } from '../handler';
import type { EventTable } from '../read-event';
import { afterFailure, maxAttempts, type QuickTry, type RetryPolicy } from './after-failure';
import type { AttemptOutcome, RunAttempt } from './attempt';
import { pause, Stopped, within } from './deadline';
import { type DeliveryObserver, type SeenDelivery, tellOfMove } from './observer';
import { waitAsAsked } from './waiting';

/** What a receiver tries deliveries with. */
export interface Trying {
  readonly queue: string;
  /** By CloudEvents type, as `events`. */
  readonly handlers: ReadonlyMap<string, Handler>;
  readonly events: EventTable;
  readonly runAttempt: RunAttempt;
  readonly policy: RetryPolicy;
  readonly quickDelayMs: number;
  readonly deadlineMs: number;
  readonly clock: Clock;
  readonly random: () => number;
  readonly observer: Required<DeliveryObserver>;
  readonly onCannotWork?: (error: Error) => void;
  /** Aborted when nothing new may start. */
  readonly draining: AbortSignal;
  /** Aborted when nothing may run any more. */
  readonly stopping: AbortSignal;
}

/** A delivery that turned out to be an event of this queue. */
export interface Readable {
  readonly delivery: Delivery;
  readonly shown: SeenDelivery;
  readonly definition: EventDefinition;
  readonly event: EventEnvelope;
}

/** Tries a delivery now and, after its first failures, quickly again, until something is decided. */
export const tryUntilSettled = async (trying: Trying, readable: Readable): Promise<Settlement> => {
  let marks = readable.delivery.marks;
  trying.observer.started(readable.shown, trying.clock.now());
  for (;;) {
    const next = await tryOnce(trying, readable, marks);
    if (next.kind !== 'quick') return next;
    marks = next.marks;
    if (!(await pause(quickDelay(trying, marks), trying.clock, trying.draining)))
      return insteadOfQuickTry(trying, readable, marks);
    trying.observer.triedAgain(readable.shown);
  }
};

/**
 * The process stops, perhaps because of this very message: an error that nobody caught ends it in good order. The
 * failure is counted, or such a message would be handed back for ever.
 */
const insteadOfQuickTry = (trying: Trying, readable: Readable, marks: DeliveryMarks): Settlement => {
  const [afterMs] = trying.policy.ladder;
  if (afterMs === undefined) return handBack(trying, readable);
  const settlement = { kind: 'retry', afterMs, marks } as const;
  tellOfMove(trying.observer, readable.shown, settlement);
  return settlement;
};

const tryOnce = async (trying: Trying, readable: Readable, marks: DeliveryMarks): Promise<QuickTry | Settlement> => {
  const startedAt = trying.clock.now().getTime();
  const tookMs = () => trying.clock.now().getTime() - startedAt;
  try {
    const outcome = await runOnce(trying, readable, marks);
    trying.observer[outcome](readable.shown, { tookMs: tookMs() });
    return { kind: 'ack' };
  } catch (error) {
    return afterThrow(trying, readable, marks, { error, tookMs: tookMs() });
  }
};

const runOnce = (trying: Trying, readable: Readable, marks: DeliveryMarks): Promise<AttemptOutcome> => {
  const { queue, handlers, policy, runAttempt } = trying;
  const { definition, event, delivery } = readable;
  const handler = handlers.get(definition.type);
  if (!handler) throw new Error(`${queue} has no handler for ${definition.name}`);
  const attempt = (marks.attempts ?? 0) + 1;
  const final = attempt >= maxAttempts(policy);
  return within(trying, (signal) =>
    runAttempt({ queue, definition, event, handler, attempt, final, signal, delivery }),
  );
};

interface Thrown {
  readonly error: unknown;
  readonly tookMs: number;
}

const afterThrow = (
  trying: Trying,
  readable: Readable,
  marks: DeliveryMarks,
  thrown: Thrown,
): QuickTry | Settlement => {
  const { observer, policy, clock, queue } = trying;
  const { error } = thrown;
  if (error instanceof Stopped || trying.stopping.aborted) return handBack(trying, readable);
  if (error instanceof CannotWork && trying.onCannotWork) {
    trying.onCannotWork(error);
    return handBack(trying, readable);
  }
  if (error instanceof RetryAfter) {
    const asked = waitAsAsked(policy.ladder, marks, error.delayMs, clock.now());
    if (asked) {
      observer.retried(readable.shown, { afterMs: asked.afterMs, because: 'asked' });
      return asked;
    }
  }
  const next = afterFailure(policy, marks, { error, at: clock.now(), queue });
  observer.failed(readable.shown, { ...thrown, attempt: (marks.attempts ?? 0) + 1 });
  tellOfMove(observer, readable.shown, next);
  return next;
};

const handBack = ({ observer }: Trying, { shown }: Readable): Settlement => {
  observer.handedBack(shown);
  return { kind: 'hand-back' };
};

/** Full jitter: anything between nothing and a bound that doubles with every failure. */
const quickDelay = ({ quickDelayMs, random }: Trying, marks: DeliveryMarks): number =>
  random() * quickDelayMs * 2 ** ((marks.attempts ?? 1) - 1);
