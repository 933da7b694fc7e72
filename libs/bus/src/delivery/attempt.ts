import type { Delivery } from '../bus';
import type { EventEnvelope } from '../envelope';
import type { EventDefinition } from '../event';
import type { Handler } from '../handler';

/** One try at handling one delivery. */
export interface Attempt {
  readonly queue: string;
  readonly definition: EventDefinition;
  /** Valid, of the current version. */
  readonly event: EventEnvelope;
  readonly handler: Handler;
  /** 1 for the first try ever, counted over all deliveries of the message. */
  readonly attempt: number;
  /** A failure now makes a dead letter. */
  readonly final: boolean;
  /** Aborted at the deadline and when the process must stop. Nothing may be committed after that. */
  readonly signal: AbortSignal;
  readonly delivery: Delivery;
}

/** `duplicate`: the inbox already knew the message, nothing was done. */
export type AttemptOutcome = 'handled' | 'duplicate';

/**
 * Runs the handler of an attempt with whatever surrounds it (inbox, transaction, claims). Throwing means that
 * nothing was done: `Reject`, `RetryAfter` and `CannotWork` say what should follow, any other error is a failure.
 */
export type RunAttempt = (attempt: Attempt) => Promise<AttemptOutcome>;
