import type { Database } from '../database';
import type { NewDeadLetter } from './dead-letter';
import { failureOf, noteOf, rowOf, type Row } from './rows';

/**
 * Keeps a dead letter: a new row, or a new failure of a message that was replayed, which waits again then, whatever
 * its state. Which of both is told by the number of replays that the message was marked with, never by times or by
 * what happens to be committed: a failure of the replay that the row shows, or of an earlier one, is known already,
 * and a later copy of the same message is or was under way.
 *
 * While the letter is being replayed it waits for the end of that. True when it was new.
 */
export const keepDeadLetter = async (database: Database, letter: NewDeadLetter): Promise<boolean> => {
  for (;;) {
    if (await insert(database, letter)) return true;
    const news = await database.transaction(() => arriveAgain(database, letter));
    // Undefined: housekeeping removed the row in between.
    if (news !== undefined) return news;
  }
};

const insert = async ({ sql }: Database, letter: NewDeadLetter): Promise<boolean> => {
  const row = rowOf(letter);
  const columns = Object.keys(row);
  const { rowCount } = await sql.raw<{ rowCount: number }>(
    `WITH kept AS (
       INSERT INTO dead_letters (${columns.join(', ')}) VALUES (${columns.map((column) => `:${column}`).join(', ')})
       ON CONFLICT (queue, message_id, body_digest) DO NOTHING RETURNING id)
     INSERT INTO dead_letter_actions (letter, action, note) SELECT id, 'failed', :note FROM kept`,
    { ...row, note: noteOf(letter) },
  );
  return rowCount === 1;
};

const arriveAgain = async (database: Database, letter: NewDeadLetter): Promise<boolean | undefined> => {
  const { rows } = await database.sql.raw<{ rows: Row[] }>(
    `SELECT * FROM dead_letters WHERE queue = :queue AND message_id = :message_id AND body_digest = sha256(:body)
     FOR UPDATE`,
    rowOf(letter),
  );
  const [known] = rows;
  if (!known) return undefined;
  const failure = failureOf(letter);
  const isNew = failure.failed_replay > known.failed_replay;
  const arrived = { arrivals: known.arrivals + 1 };
  const reopened = {
    ...failure,
    replays: Math.max(known.replays, failure.failed_replay),
    state: 'waiting',
    state_since: database.sql.raw('clock_timestamp()'),
  };
  await database
    .sql('dead_letters')
    .where({ id: known.id })
    .update(isNew ? { ...arrived, ...reopened } : arrived);
  if (isNew)
    await database.sql('dead_letter_actions').insert({ letter: known.id, action: 'failed', note: noteOf(letter) });
  return isNew;
};
