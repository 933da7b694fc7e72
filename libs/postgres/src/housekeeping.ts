import type { Database } from './database';
import { deadLetters } from './dead-letters/dead-letters';
import { idempotencyKeys } from './idempotency-keys';
import { addPartitions, dropPartitions, type PartitionedTable } from './partitions';
import { pruneSuspects } from './suspects';

const DAY_MS = 86_400_000;

/**
 * What is kept, and for how long. A dead letter that waits is kept for ever; one that was replayed or discarded for
 * its days after that, and as long as there is one, the inbox row of its message stays too: a message may have been
 * handled although a copy of it was given up, or sent again by a replay that died before it was noted. So whenever a
 * dead letter is replayed, the inbox knows whether its effect has happened.
 */
export const retention = {
  publishedDays: 30,
  inboxDays: 30,
  deadLetterDays: 30,
  idempotencyKeyDays: 2,
  suspectDays: 7,
} as const;

const published: PartitionedTable = {
  name: 'published',
  key: 'confirmed_at',
  age: 'confirmed_at',
  bound: (at) => at.toISOString(),
};

const inbox: PartitionedTable = {
  name: 'inbox',
  key: 'message_id',
  age: 'started_at',
  // A dead letter may be of a message that was handled before, and is replayed whenever a person likes.
  needed: 'EXISTS (SELECT FROM dead_letters WHERE event_id = kept.message_id AND queue = kept.consumer)',
  // The lowest UUIDv7 of that moment.
  bound: (at) =>
    at
      .getTime()
      .toString(16)
      .padStart(12, '0')
      .replace(/^(.{8})(.{4})$/, '$1-$2-0000-0000-000000000000'),
};

/** Partitions for this week and the next two. Best before the first message comes; see `addPartitions`. */
export const makePartitions = async (database: Database, now: Date): Promise<void> => {
  await addPartitions(database, published, now);
  await addPartitions(database, inbox, now);
};

/**
 * Makes partitions ahead of time and drops those past their retention; forgets old idempotency keys,
 * suspects, and dead letters that were dealt with. Waits for no
 * lock longer than 2 s, and throws then: nothing is lost when it is done later. Run it now and then from one process.
 */
export const housekeep = async (database: Database, now: Date): Promise<void> => {
  await makePartitions(database, now);
  // Before the inbox: what it keeps for them goes at once.
  await deadLetters(database).prune(new Date(now.getTime() - retention.deadLetterDays * DAY_MS));
  await dropPartitions(database, published, { now, keepMs: retention.publishedDays * DAY_MS });
  await dropPartitions(database, inbox, { now, keepMs: retention.inboxDays * DAY_MS });
  await pruneSuspects(database, new Date(now.getTime() - retention.suspectDays * DAY_MS));
  await idempotencyKeys(database).prune(new Date(now.getTime() - retention.idempotencyKeyDays * DAY_MS));
};
