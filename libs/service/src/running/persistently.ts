import type { Clock } from '@pizzeria/bus';
import { isDatabaseAway, isTransactionConflict, type Database } from '@pizzeria/postgres';

const tries = 9;
const firstPauseMs = 50;
const longestPauseMs = 5_000;

/**
 * Runs what must be written because it has happened already: a transaction that fails for the database's sake is run
 * again, after pauses of 50 ms doubling to 5 s, about 12 s in all. `again` says that an earlier run may have been
 * committed: of a lost COMMIT nobody knows.
 */
export const persistently = async (
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  work: (again: boolean) => Promise<void>,
): Promise<void> => {
  for (let run = 1; ; run += 1) {
    try {
      return await database.transaction(() => work(run > 1));
    } catch (error) {
      if (run === tries || !(isDatabaseAway(error) || isTransactionConflict(error))) throw error;
    }
    const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** (run - 1));
    await new Promise<void>((resolve) => clock.after(pauseMs, resolve));
  }
};
