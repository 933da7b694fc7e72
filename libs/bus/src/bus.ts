/**
 * The transport port: what RabbitMQ and the in-memory bus both are. It moves bytes; what a delivery means and
 * what follows a failure is decided above it (`delivery/`), the same for both.
 */
export interface Bus {
  /**
   * Resolves when the bus has stored the message (confirmed), for every bound queue.
   * Throws `BusUnavailable` when it is uncertain or impossible (send again with the same id), `MessageRefused`
   * when the message itself is at fault.
   */
  publish(message: OutgoingMessage): Promise<Published>;

  /** Puts a message into one queue, confirmed: for replaying dead letters. Errors as `publish`. */
  send(queue: string, message: OutgoingMessage, marks?: DeliveryMarks): Promise<void>;

  /**
   * Takes messages from a queue and settles each by what `receive` answers. Resubscribes by itself for as long
   * as the bus is open. `receive` must not throw; a throw counts as `hand-back`.
   * Resolves when first subscribed, or throws when the queue does not exist and may not be made.
   */
  consume(queue: string, options: ConsumeOptions, receive: Receive): Promise<Consumer>;

  /** Connection state, for readiness, logs and metrics. */
  readonly state: BusState;
  /** Called at every change of state; returns a function that stops it. */
  onStateChange(listener: (state: BusState) => void): () => void;

  /** Stops all consumers (see `Consumer.stop`), waits for confirms under way, closes connections. */
  close(options?: { readonly drainMs?: number }): Promise<void>;
}

export type BusState = 'connecting' | 'connected' | 'blocked' | 'closed';

export interface OutgoingMessage {
  /** The event's id; a message sent twice carries the same. */
  readonly id: string;
  readonly routingKey: string;
  /** The encoded CloudEvent. */
  readonly body: Buffer;
}

export interface Published {
  /** Whether any queue was bound; an unrouted message is confirmed all the same. */
  readonly routed: boolean;
}

/** Our own notes on a message, carried in its headers. The broker's counters are never used for counting. */
export interface DeliveryMarks {
  /** Failed tries so far. */
  readonly attempts?: number;
  /** RFC 3339. */
  readonly firstFailedAt?: string;
  readonly lastFailedAt?: string;
  /** RFC 3339: not to be tried before, whatever rung brought it back. */
  readonly notBefore?: string;
  /** On a dead letter: why. */
  readonly reason?: DeadLetterReason;
  /** Error message and stack of the last failure, cut to a few kB. */
  readonly error?: string;
  readonly stack?: string;
  /** On a dead letter: the queue it comes from. */
  readonly queue?: string;
  /** Handled alone, because it is suspected of killing its process. */
  readonly suspect?: boolean;
  /** How often it was replayed as a dead letter before this: tells a new failure from an old one delivered again. */
  readonly replays?: number;
  /**
   * W3C trace contexts, separated by a blank: of the try that moved it here and, of a replayed dead letter, of the
   * request that replayed it. The next delivery is linked to them.
   */
  readonly cameFrom?: string;
}

export type DeadLetterReason =
  | 'retries-exhausted'
  | 'rejected'
  | 'invalid'
  | 'unknown-type'
  | 'unsupported-version'
  | 'crash-loop'
  /** Dead-lettered by the broker itself (its delivery limit): the last net. */
  | 'broker';

export interface Delivery {
  readonly queue: string;
  readonly id: string;
  readonly routingKey: string;
  /** A copy: safe to keep. */
  readonly body: Buffer;
  readonly marks: DeliveryMarks;
  readonly redelivered: boolean;
  /** How often the broker says it took this back after delivering it, for suspicion only. */
  readonly deliveryCount: number;
}

/** What becomes of a delivery. */
export type Settlement =
  | { readonly kind: 'ack' }
  /** Back to the queue at once, nothing counted: the process is stopping or not able to work. */
  | { readonly kind: 'hand-back' }
  /** A copy with these marks comes back to the same queue after the rung `afterMs`; then the original is acked. */
  | { readonly kind: 'retry'; readonly afterMs: number; readonly marks: DeliveryMarks }
  /** A copy with these marks goes to `<queue>.dlq`; then the original is acked. */
  | { readonly kind: 'dead-letter'; readonly marks: DeliveryMarks & { readonly reason: DeadLetterReason } };

export type Receive = (delivery: Delivery) => Promise<Settlement>;

export interface ConsumeOptions {
  /** How many deliveries are in hand at once. */
  readonly prefetch: number;
}

export interface Consumer {
  readonly queue: string;
  /** Deliveries being received now. */
  readonly inFlight: number;
  /** No new deliveries until `resume`; those in hand go on. The reason is shown in logs and metrics. */
  pause(reason: string): Promise<void>;
  resume(): Promise<void>;
  /** No new deliveries; waits up to `drainMs` for those in hand, then hands the rest back. */
  stop(drainMs?: number): Promise<void>;
}
