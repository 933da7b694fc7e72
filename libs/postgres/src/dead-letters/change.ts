import type { Database } from '../database';
import type { DeadLetterChange, DeadLetterFilter, DeadLetterState, SendDeadLetter } from './dead-letter';
import { matching } from './find';
import { letterOf, type Row } from './rows';

export interface Step {
  readonly action: 'replayed' | 'discarded' | 'restored';
  /** Who does it. */
  readonly by: string;
  readonly note?: string;
  /** Before the change is committed; a throw undoes the change. */
  readonly send?: SendDeadLetter;
}

const stateAfter = { replayed: 'replayed', discarded: 'discarded', restored: 'waiting' } as const;

/** What has been sent is no more to be discarded, and what was discarded is restored before it is sent. */
const rulingOn = (state: DeadLetterState, action: Step['action']): DeadLetterChange['kind'] => {
  if (state === stateAfter[action]) return 'already';
  return state === 'waiting' || action === 'restored' ? 'done' : 'refused';
};

/** Carries out one action on one letter, as `DeadLetters` says. Undefined when there is none. */
export const changeOne = (database: Database, id: string, step: Step): Promise<DeadLetterChange | undefined> =>
  database.transaction(async () => {
    const row = await database.sql<Row>('dead_letters').where({ id }).forUpdate().first();
    if (!row) return undefined;
    const kind = rulingOn(row.state, step.action);
    return { kind, letter: kind === 'done' ? await carryOut(database, row, step) : letterOf(row) };
  });

/** Replays the letter that waits longest and that nobody else has in hand. Undefined when there is none. */
export const replayOne = (
  database: Database,
  filter: DeadLetterFilter,
  { by, send, except }: { readonly by: string; readonly send: SendDeadLetter; readonly except: readonly string[] },
): Promise<string | undefined> =>
  database.transaction(async () => {
    const row = (await matching<Row>(database.sql, { ...filter, state: 'waiting' })
      .whereNotIn('id', except)
      .orderBy(['received_at', 'id'])
      .forUpdate()
      .skipLocked()
      .first()) as Row | undefined;
    if (row) await carryOut(database, row, { action: 'replayed', by, send });
    return row?.id;
  });

const carryOut = async (database: Database, { id }: Row, { action, by, note, send }: Step) => {
  const { sql } = database;
  const now = sql.raw('clock_timestamp()');
  const replayed = { replayed_at: now, replays: sql.raw('replays + 1') };
  const [row] = (await sql('dead_letters')
    .where({ id })
    .update({ state: stateAfter[action], state_since: now, ...(action === 'replayed' ? replayed : {}) })
    .returning('*')) as Row[];
  await sql('dead_letter_actions').insert({ letter: id, action, person: by, note: note ?? null });
  const letter = letterOf(row as Row);
  await send?.(letter);
  return letter;
};
