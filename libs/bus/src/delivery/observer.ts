import type { DeadLetterReason, Delivery, Settlement } from '../bus';
import type { EventEnvelope } from '../envelope';
import type { Issue } from '../errors';
import type { PeekedEvent } from '../read-event';

/** A delivery as logs, traces and metrics may show it: no payload, so no personal data. */
export interface SeenDelivery {
  readonly queue: string;
  readonly messageId: string;
  readonly routingKey: string;
  /** Failed tries before this delivery. */
  readonly attempts: number;
  readonly redelivered: boolean;
  readonly deliveryCount: number;
  /** As far as the marks tell, nobody has tried it before: it neither failed nor waited. */
  readonly first: boolean;
  /** Name and publisher by contract; `unknown` when the message is none of the queue's events. */
  readonly event: string;
  readonly producer: string;
  /** Spans that brought it here: see `DeliveryMarks.cameFrom`. */
  readonly cameFrom?: string;
  /** Subject of the aggregate whose story the event belongs to, where that is not its own. */
  readonly partOf?: string;
  /** The envelope without its payload, as far as the bytes could be read. */
  readonly envelope?: Omit<EventEnvelope, 'data'>;
}

export interface FailedAttempt {
  readonly error: unknown;
  /** Which try failed, from 1. */
  readonly attempt: number;
  readonly tookMs: number;
}

export interface Retried {
  /** The rung, ms. */
  readonly afterMs: number;
  /**
   * `failure`: a try failed; `asked`: the handler threw `RetryAfter`; `early`: it came back before its time;
   * `suspected`: it came back so often that it may be what kills its process, and will be handled alone.
   */
  readonly because: 'failure' | 'asked' | 'early' | 'suspected';
}

export interface DeadLettered {
  readonly reason: DeadLetterReason;
  readonly attempts: number;
  readonly error: string;
  readonly issues?: readonly Issue[];
}

export interface Finished {
  /** Of the try that ended it, ms. */
  readonly tookMs: number;
}

/**
 * What metrics, logs and spans hang on. Every delivery has one `received` and one end: `handled`, `duplicate`,
 * `retried`, `dead` or `handedBack`. A throw in here is swallowed: watching never changes what is watched.
 */
export interface DeliveryObserver {
  /** Surrounds everything from reading the bytes to the decision, for spans; must call `run` and answer its promise. */
  around?<T>(delivery: SeenDelivery, run: () => Promise<T>): Promise<T>;
  received?(delivery: SeenDelivery): void;
  /** The delivery's first try begins. */
  started?(delivery: SeenDelivery, startedAt: Date): void;
  handled?(delivery: SeenDelivery, finished: Finished): void;
  duplicate?(delivery: SeenDelivery, finished: Finished): void;
  /** A try failed; what follows is told by another call: its end, or `triedAgain`. */
  failed?(delivery: SeenDelivery, failed: FailedAttempt): void;
  /** A quick further try begins. */
  triedAgain?(delivery: SeenDelivery): void;
  retried?(delivery: SeenDelivery, retried: Retried): void;
  dead?(delivery: SeenDelivery, dead: DeadLettered): void;
  handedBack?(delivery: SeenDelivery): void;
}

/** All observers as one, in order; the first one's `around` is outermost. None of them can do harm by throwing. */
export const observers = (...list: readonly DeliveryObserver[]): Required<DeliveryObserver> => {
  const tell = (say: (observer: DeliveryObserver) => void): void =>
    list.forEach((observer) => quietly(() => say(observer)));
  return {
    around: (delivery, run) =>
      list.reduceRight<typeof run>((inner, { around }) => (around ? () => around(delivery, inner) : inner), run)(),
    received: (delivery) => tell((o) => o.received?.(delivery)),
    started: (delivery, at) => tell((o) => o.started?.(delivery, at)),
    handled: (delivery, finished) => tell((o) => o.handled?.(delivery, finished)),
    duplicate: (delivery, finished) => tell((o) => o.duplicate?.(delivery, finished)),
    failed: (delivery, failed) => tell((o) => o.failed?.(delivery, failed)),
    triedAgain: (delivery) => tell((o) => o.triedAgain?.(delivery)),
    retried: (delivery, retried) => tell((o) => o.retried?.(delivery, retried)),
    dead: (delivery, dead) => tell((o) => o.dead?.(delivery, dead)),
    handedBack: (delivery) => tell((o) => o.handedBack?.(delivery)),
  };
};

const quietly = (say: () => void): void => {
  try {
    say();
  } catch {
    // An observer's own trouble is not the message's.
  }
};

/** The showable part of a delivery. */
export const seen = (delivery: Delivery, read: PeekedEvent): SeenDelivery => ({
  queue: delivery.queue,
  messageId: delivery.id,
  routingKey: delivery.routingKey,
  attempts: delivery.marks.attempts ?? 0,
  redelivered: delivery.redelivered,
  deliveryCount: delivery.deliveryCount,
  first: delivery.marks.attempts === undefined && delivery.marks.notBefore === undefined,
  event: read.definition?.name ?? 'unknown',
  producer: read.definition?.owner ?? 'unknown',
  ...(delivery.marks.cameFrom !== undefined && { cameFrom: delivery.marks.cameFrom }),
  ...(read.event && { envelope: withoutData(read.event), partOf: partOf(read) }),
});

/** A payload that was not checked may not even have what it would be told from. */
const partOf = ({ definition, event }: PeekedEvent): string | undefined => {
  try {
    return definition?.partOf?.(event?.data);
  } catch {
    return undefined;
  }
};

const withoutData = ({ data: _, ...envelope }: EventEnvelope): Omit<EventEnvelope, 'data'> => envelope;

/** Tells observers of a message that goes to a rung or to the dead letters. */
export const tellOfMove = (
  observer: Required<DeliveryObserver>,
  delivery: SeenDelivery,
  next: Settlement | { readonly kind: 'quick' },
): void => {
  if (next.kind === 'retry') observer.retried(delivery, { afterMs: next.afterMs, because: 'failure' });
  if (next.kind === 'dead-letter') {
    const { reason, attempts = 0, error = '' } = next.marks;
    observer.dead(delivery, { reason, attempts, error });
  }
};
