import type { Clock } from '@pizzeria/bus';
import type { Database } from './database';
import type { InboxKey } from './inbox';
import type { Log } from './log';

/** Notes how long messages were handled, beside the hot path. */
export interface HandlingTimes {
  /** Call it once the handling is committed. */
  note(key: InboxKey, ms: number): void;
  /** Writes what is still noted. Never throws. */
  stop(): Promise<void>;
}

export interface HandlingTimesOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
}

const everyMs = 1_000;
/** While the database is away they pile up: no more than so many. */
const most = 10_000;

interface Noted extends InboxKey {
  readonly ms: number;
}

/**
 * Writes handling times into the inbox a second later, all in one statement: an UPDATE inside each transaction would
 * be a round trip more for every message. A process that is killed takes those of its last second with it; they only
 * tell of what happened.
 */
export const handlingTimes = ({ database, clock, log }: HandlingTimesOptions): HandlingTimes => {
  let noted: Noted[] = [];
  let cancel: (() => void) | undefined;
  let writing = Promise.resolve();
  const write = async (): Promise<void> => {
    cancel = undefined;
    const batch = noted;
    noted = [];
    if (batch.length === 0) return;
    await save(database, batch).catch((error: unknown) =>
      log.warn({ err: error, count: batch.length }, 'handling times could not be written and are left out'),
    );
  };
  return {
    note: (key, ms) => {
      if (noted.length >= most) return;
      noted.push({ ...key, ms });
      cancel ??= clock.after(everyMs, () => void (writing = writing.then(write)));
    },
    stop: async () => {
      cancel?.();
      await writing;
      await write();
    },
  };
};

const save = async ({ sql }: Database, batch: readonly Noted[]): Promise<void> => {
  await sql.raw(
    `UPDATE inbox SET took_ms = noted.ms
     FROM unnest(?::uuid[], ?::text[], ?::integer[]) AS noted (message_id, consumer, ms)
     WHERE inbox.message_id = noted.message_id AND inbox.consumer = noted.consumer`,
    [
      batch.map(({ messageId }) => messageId),
      batch.map(({ consumer }) => consumer),
      batch.map(({ ms }) => Math.round(ms)),
    ],
  );
};
