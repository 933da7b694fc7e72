import type { Database } from '../database';
import { changeOne, replayOne } from './change';
import type {
  DeadLetter,
  DeadLetterAction,
  DeadLetterChange,
  DeadLetterCount,
  DeadLetterFilter,
  DeadLetterGroup,
  DeadLetterPage,
  NewDeadLetter,
  SendDeadLetter,
} from './dead-letter';
import { groupsOf, matching, pageOf } from './find';
import { keepDeadLetter } from './keep';
import { letterOf, type Row } from './rows';

/** Messages that were given up, and what people do with them. Whoever acts is noted, with the database's time. */
export interface DeadLetters {
  /**
   * Keeps it; true when this failure was not known. The same dead letter delivered twice is kept once, also when it
   * was replayed or discarded in between; a message that fails again after a replay waits again, with its history.
   * Whatever the message and its marks say can be kept: only characters that PostgreSQL cannot hold are replaced
   * and numbers and times that are none left out, the body never.
   */
  add(letter: NewDeadLetter): Promise<boolean>;
  /** Newest first. */
  list(filter?: DeadLetterFilter & DeadLetterPage): Promise<DeadLetter[]>;
  /** How many a filter means. */
  total(filter?: DeadLetterFilter): Promise<number>;
  /** Those that wait. */
  count(): Promise<DeadLetterCount[]>;
  /** The largest first, 200 at most. */
  groups(filter?: DeadLetterFilter): Promise<DeadLetterGroup[]>;
  get(id: string): Promise<DeadLetter | undefined>;
  /** What happened to one, oldest first. */
  history(id: string): Promise<DeadLetterAction[]>;
  /**
   * Marks a waiting one as replayed and sends it before that is committed, so that a crash at any moment leaves it
   * waiting or replayed, never lost; one that was sent and still waits may be sent again, for the inbox knows it.
   * Only one caller at a time sends it. Throws what `send` throws; it waits then as before.
   */
  replay(id: string, by: string, send: SendDeadLetter): Promise<DeadLetterChange | undefined>;
  /**
   * As `replay`, of the one that waits longest of those meant; those in another's hand are passed over. The id, or
   * undefined when there is none (left).
   */
  replayNext(
    filter: DeadLetterFilter,
    by: string,
    send: SendDeadLetter,
    except?: readonly string[],
  ): Promise<string | undefined>;
  /** A waiting one is needed no more. */
  discard(id: string, by: string, reason: string): Promise<DeadLetterChange | undefined>;
  /** A discarded or replayed one waits again. */
  restore(id: string, by: string): Promise<DeadLetterChange | undefined>;
  /** The database's time, which actions are noted with. */
  now(): Promise<Date>;
  /** Removes those replayed or discarded before `olderThan`; never one that waits. Returns how many. */
  prune(olderThan: Date): Promise<number>;
}

export const deadLetters = (database: Database): DeadLetters => ({
  add: (letter) => keepDeadLetter(database, letter),
  list: async (filter = {}) => (await pageOf<Row>(database.sql, filter, filter)).map((row) => letterOf(row)),
  total: async (filter = {}) => {
    const [row] = (await matching(database.sql, filter).count('* AS count')) as { count: number }[];
    return row?.count ?? 0;
  },
  count: async () =>
    (await matching(database.sql, {})
      .groupBy('queue', 'reason')
      .orderBy(['queue', 'reason'])
      .select('queue', 'reason', database.sql.raw('count(*) AS count'))) as DeadLetterCount[],
  groups: (filter = {}) => groupsOf(database, filter),
  get: async (id) => {
    const row = await database.sql<Row>('dead_letters').where({ id }).first();
    return row && letterOf(row as Row);
  },
  history: async (id) => {
    const rows = (await database
      .sql('dead_letter_actions')
      .where({ letter: id })
      .orderBy('seq')
      .select('action', 'at', 'person AS by', 'note')) as Nullable<DeadLetterAction>[];
    return rows.map(({ action, at, by, note }) => ({ action, at, by: by ?? undefined, note: note ?? undefined }));
  },
  replay: (id, by, send) => changeOne(database, id, { action: 'replayed', by, send }),
  replayNext: (filter, by, send, except = []) => replayOne(database, filter, { by, send, except }),
  discard: (id, by, reason) => changeOne(database, id, { action: 'discarded', by, note: reason }),
  restore: (id, by) => changeOne(database, id, { action: 'restored', by }),
  now: async () => {
    const { rows } = await database.sql.raw<{ rows: { now: Date }[] }>('SELECT clock_timestamp() AS now');
    return (rows[0] as { now: Date }).now;
  },
  prune: (olderThan) =>
    database.sql('dead_letters').whereNot({ state: 'waiting' }).where('state_since', '<', olderThan).delete(),
});

type Nullable<T> = { readonly [Key in keyof T]: undefined extends T[Key] ? T[Key] | null : T[Key] };
