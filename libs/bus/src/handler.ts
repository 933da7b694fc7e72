import type { EventEnvelope } from './envelope';
import type { DataOf, EventDefinition } from './event';

/** What the bus gives a running handler beside the service's own parts. */
export interface Handling {
  /** Aborted at the handler's deadline and when the process must stop. */
  readonly signal: AbortSignal;
}

/**
 * One transaction holds the inbox row, the effect and the published events: the effect happens exactly once
 * per message. A throw rolls all of it back.
 */
export interface TransactionalHandler<Parts = never> {
  readonly form: 'on';
  readonly event: EventDefinition;
  handle(event: EventEnvelope<never>, parts: Parts & Handling): Promise<void> | void;
}

/** How a send ended without success. */
export interface SendFailure {
  readonly error: unknown;
  /** No further try will be made: the ladder is exhausted, or the error was a `Reject`. */
  readonly final: boolean;
}

/**
 * A call to the outside world: at most once per claim.
 *
 * `claim` runs in one transaction, `send` in none, `settle` in one with the inbox row. A throw of `send` runs
 * `release` in a transaction and then walks the retry ladder. A claim left behind by a dead process must be
 * recognised by the next `claim`, which decides whether it may be sent again.
 */
export interface DeliveringHandler<Parts = never, Claim = unknown, Receipt = unknown> {
  readonly form: 'deliver';
  readonly event: EventDefinition;
  /** Takes the right to send, or answers undefined when there is nothing to send. `RetryAfter` waits first. */
  claim(event: EventEnvelope<never>, parts: Parts & Handling): Promise<Claim | undefined>;
  send(claim: Claim, parts: Parts & Handling): Promise<Receipt>;
  settle(claim: Claim, receipt: Receipt, parts: Parts & Handling): Promise<void>;
  release(claim: Claim, failure: SendFailure, parts: Parts & Handling): Promise<void>;
}

export type Handler<Parts = never> = TransactionalHandler<Parts> | DeliveringHandler<Parts>;

/** Handles an event inside one transaction. */
export const on = <E extends EventDefinition, Parts>(
  event: E,
  handle: (event: EventEnvelope<DataOf<E>>, parts: Parts & Handling) => Promise<void> | void,
): TransactionalHandler<Parts> => ({ form: 'on', event, handle });

/** The same handler for each of several events: one entry an event. */
export const onEvery = <Parts>(
  events: readonly EventDefinition[],
  handle: (event: EventEnvelope, parts: Parts & Handling) => Promise<void> | void,
): readonly TransactionalHandler<Parts>[] => events.map((event) => ({ form: 'on', event, handle }));

/** Calls the outside world because of an event: claimed, sent at most once, settled. */
export const deliver = <E extends EventDefinition, Parts, Claim, Receipt>(
  event: E,
  steps: {
    claim(event: EventEnvelope<DataOf<E>>, parts: Parts & Handling): Promise<Claim | undefined>;
    send(claim: Claim, parts: Parts & Handling): Promise<Receipt>;
    settle(claim: Claim, receipt: Receipt, parts: Parts & Handling): Promise<void>;
    release(claim: Claim, failure: SendFailure, parts: Parts & Handling): Promise<void>;
  },
): DeliveringHandler<Parts> => ({ form: 'deliver', event, ...steps }) as DeliveringHandler<Parts>;
