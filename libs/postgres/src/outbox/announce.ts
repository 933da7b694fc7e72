import type { Clock } from '@pizzeria/bus';
import type { Database } from '../database';
import type { Log } from '../log';

/** The channel on which a relay is woken. */
export const OUTBOX_CHANNEL = 'outbox';

/**
 * Wakes a relay in another process after commits of this one, at most every `everyMs`. For processes that write
 * events but lead no relay; `startRelay` does it by itself. After the commit, never inside: a NOTIFY in a
 * transaction takes a lock of the whole server across the commit. A lost one costs a poll's delay, no event.
 */
export const announceCommits = (options: {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly everyMs?: number;
  /** Asked at each commit; false is silence. */
  readonly when?: () => boolean;
}): { stop(): void } => {
  const { database, clock, log, everyMs = 20, when = () => true } = options;
  let quiet: (() => void) | undefined;
  let again = false;
  const announce = (): void => {
    again = false;
    quiet = clock.after(everyMs, () => {
      quiet = undefined;
      if (again) announce();
    });
    database.sql
      .raw(`NOTIFY ${OUTBOX_CHANNEL}`)
      .catch((error: unknown) => log.debug({ err: error }, 'Could not wake the relay'));
  };
  const forget = database.onCommitted(() => {
    if (!when()) return;
    if (quiet) again = true;
    else announce();
  });
  return {
    stop: () => {
      forget();
      quiet?.();
    },
  };
};
