import type { DeliveryMarks } from '../bus';

/**
 * Where the in-memory bus keeps what it has confirmed, so that a killed process loses nothing: one letter per
 * message and queue, from publish to ack. Every method resolves when the change is durable; concurrent calls
 * may share a commit.
 */
export interface Journal {
  append(letters: readonly Letter[]): Promise<void>;
  /** Forgets a letter: it was acked. */
  settle(id: string): Promise<void>;
  /** Replaces a letter's queue, marks and due time, all at once: a retry or a dead letter. */
  move(letter: Letter): Promise<void>;
  /**
   * Everything not settled, oldest first. Read once, at start: when the process before did not end with `close`, each
   * letter that was due `now`, and so may have been in its hands, counts one more death.
   */
  load(now: Date): Promise<readonly Letter[]>;
  /** This process ends in good order: nothing is in hand, nothing more is written. */
  close(): Promise<void>;
}

/** One message in one queue. */
export interface Letter {
  /** Of this copy, a UUIDv7; sorts by arrival. The same message in two queues is two letters. */
  readonly id: string;
  readonly queue: string;
  readonly messageId: string;
  readonly routingKey: string;
  readonly body: Buffer;
  readonly marks: DeliveryMarks;
  /** Waiting on a delay rung until then. */
  readonly dueAt?: Date;
  /** How many processes died while it was due, perhaps in their hands; default none. A copy begins anew. */
  readonly deaths?: number;
}
