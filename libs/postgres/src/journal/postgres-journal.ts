import type { Journal, Letter } from '@pizzeria/bus';
import type { Database } from '../database';
import { storableJson, storableText } from '../storable';
import { GroupCommit } from './group-commit';

/** What is to be known of a letter after a change: it, or that it is gone. */
type Change = { readonly id: string; readonly letter?: Letter };

interface Row {
  readonly id: string;
  readonly queue: string;
  readonly message_id: string;
  readonly routing_key: string;
  readonly body: Buffer;
  readonly marks: Letter['marks'];
  readonly due_at: Date | null;
  readonly deaths: number;
}

/**
 * Keeps the in-memory bus' letters in a table. A method resolves when its change is on disk; changes made at the
 * same time share a commit. A method that throws has changed nothing, or, when the connection was lost in the
 * commit, perhaps all it was to change.
 */
export const postgresJournal = (database: Database): Journal => {
  const changes = new GroupCommit<readonly Change[]>((groups) => write(database, groups.flat()));
  return {
    append: (letters) => changes.add(letters.map((letter) => ({ id: letter.id, letter }))),
    settle: (id) => changes.add([{ id }]),
    move: (letter) => changes.add([{ id: letter.id, letter }]),
    load: (now) =>
      database.transaction(async () => {
        await countDeaths(database, now);
        return (await database.sql<Row>('letters').orderBy('id')).map(letterOf);
      }),
    close: async () => void (await database.sql('journal').update({ in_use: false })),
  };
};

/** The process before this one died where it did not say otherwise. */
const countDeaths = async (database: Database, now: Date): Promise<void> => {
  await database.sql.raw(
    `UPDATE letters SET deaths = deaths + 1
     WHERE (SELECT in_use FROM journal) AND (due_at IS NULL OR due_at <= ?)`,
    [now],
  );
  await database.sql('journal').update({ in_use: true });
};

/** The last change of each letter counts: one statement, one commit. */
const write = async (database: Database, changes: readonly Change[]): Promise<void> => {
  const last = new Map(changes.map((change) => [change.id, change]));
  const kept = [...last.values()].flatMap(({ letter }) => letter ?? []);
  const gone = [...last.values()].filter(({ letter }) => !letter).map(({ id }) => id);
  const column = <T>(of: (letter: Letter) => T): T[] => kept.map(of);
  await database.sql.raw(
    `WITH gone AS (DELETE FROM letters WHERE id = ANY (:gone::uuid[]))
     INSERT INTO letters (id, queue, message_id, routing_key, body, marks, due_at)
     SELECT * FROM unnest(:ids::uuid[], :queues::text[], :messages::text[], :keys::text[], :bodies::bytea[],
                          :marks::jsonb[], :dues::timestamptz[])
     ON CONFLICT (id) DO UPDATE SET queue = excluded.queue, marks = excluded.marks, due_at = excluded.due_at,
                                    deaths = 0`,
    {
      gone,
      ids: column(({ id }) => id),
      queues: column(({ queue }) => queue),
      messages: column(({ messageId }) => storableText(messageId)),
      keys: column(({ routingKey }) => storableText(routingKey)),
      bodies: column(({ body }) => body),
      marks: column(({ marks }) => storableJson(marks)),
      dues: column(({ dueAt }) => dueAt?.toISOString() ?? null),
    } as never,
  );
};

const letterOf = (row: Row): Letter => ({
  id: row.id,
  queue: row.queue,
  messageId: row.message_id,
  routingKey: row.routing_key,
  body: row.body,
  marks: row.marks,
  ...(row.due_at ? { dueAt: row.due_at } : {}),
  ...(row.deaths > 0 ? { deaths: row.deaths } : {}),
});
