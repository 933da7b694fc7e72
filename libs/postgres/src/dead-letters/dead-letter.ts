import type { DeadLetterReason, DeliveryMarks } from '@pizzeria/bus';

/**
 * `waiting`: nobody has done anything about it, or the last replay failed again. `replayed`: it was sent to its queue
 * again. `discarded`: somebody decided that it is not needed.
 */
export type DeadLetterState = 'waiting' | 'replayed' | 'discarded';

/** A message that was given up, as it is kept. */
export interface DeadLetter {
  readonly id: string;
  /** The subscription's queue that it was meant for. */
  readonly queue: string;
  readonly messageId: string;
  /** Id of the event inside, where it could be read; as a rule the message's. */
  readonly eventId?: string;
  readonly routingKey: string;
  /** Of the event inside, where it could be read. */
  readonly type?: string;
  readonly subject?: string;
  readonly marks: DeliveryMarks;
  readonly body: Buffer;
  readonly reason: DeadLetterReason;
  readonly error?: string;
  readonly stack?: string;
  readonly attempts: number;
  readonly firstFailedAt?: Date;
  readonly lastFailedAt?: Date;
  /** When its newest failure came. */
  readonly receivedAt: Date;
  readonly state: DeadLetterState;
  readonly stateSince: Date;
  /** How often it was sent again. */
  readonly replays: number;
  /** How often it came, deliveries of the same failure included. */
  readonly arrivals: number;
}

export type NewDeadLetter = Pick<
  DeadLetter,
  'queue' | 'messageId' | 'eventId' | 'routingKey' | 'type' | 'subject' | 'body' | 'marks' | 'receivedAt'
>;

/** Something that happened to a dead letter. */
export interface DeadLetterAction {
  readonly action: 'failed' | 'replayed' | 'discarded' | 'restored';
  /** The database's time. */
  readonly at: Date;
  /** Who did it; nobody, of a failure. */
  readonly by?: string;
  /** Of a failure its reason and error, of a discarding why. */
  readonly note?: string;
}

/** Which dead letters are meant; what is not named does not matter. */
export interface DeadLetterFilter {
  /** Default `waiting`. */
  readonly state?: DeadLetterState | 'any';
  readonly queue?: string;
  readonly reason?: DeadLetterReason;
  /** The whole CloudEvents type or its end from a dot on: `order.placed`. */
  readonly type?: string;
  readonly subject?: string;
  /** Received then or later. */
  readonly since?: Date;
  /** Received before. */
  readonly until?: Date;
  readonly ids?: readonly string[];
  /** Not replayed since then: what failed again after that is not meant. */
  readonly notReplayedSince?: Date;
}

/** A place in the list, after which a page starts. */
export interface DeadLetterPlace {
  readonly receivedAt: Date;
  readonly id: string;
}

export interface DeadLetterPage {
  /** Default 50. */
  readonly limit?: number;
  readonly after?: DeadLetterPlace;
}

export interface DeadLetterCount {
  readonly queue: string;
  readonly reason: DeadLetterReason;
  readonly count: number;
}

/** Dead letters that are alike. */
export interface DeadLetterGroup {
  readonly queue: string;
  readonly reason: DeadLetterReason;
  readonly type?: string;
  /** First line of the error, UUIDs in it replaced by `<id>`. */
  readonly error?: string;
  readonly count: number;
  /** When the first and the last of them were received. */
  readonly first: Date;
  readonly last: Date;
}

/**
 * What became of an action: `done`; `already`: it was so before, nothing was done; `refused`: its state does not
 * allow it. With the letter as it is now.
 */
export interface DeadLetterChange {
  readonly kind: 'done' | 'already' | 'refused';
  readonly letter: DeadLetter;
}

/** Puts a letter into its queue, marked with its number of replays; resolves when the bus has confirmed it. */
export type SendDeadLetter = (letter: DeadLetter) => Promise<void>;
