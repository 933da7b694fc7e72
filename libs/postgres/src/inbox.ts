import type { Database } from './database';

/** A message and the subscription that handles it. */
export interface InboxKey {
  /** The event's id: a UUID. */
  readonly messageId: string;
  /** The subscription's queue; the same message is handled once by each. */
  readonly consumer: string;
}

export interface InboxEntry extends InboxKey {
  readonly type: string;
  readonly subject: string;
  /** Which try this is, from 1. */
  readonly attempts: number;
  /** W3C trace context of the event's creation. */
  readonly traceparent?: string;
}

/** Makes a message's effect happen once: its row commits, or not, together with the effect. */
export interface Inbox {
  /**
   * Inside the transaction of the effect, before it: true when this is the first time. While another transaction
   * handles the same message, it waits for that one's end. Throws outside of a transaction.
   */
  record(entry: InboxEntry): Promise<boolean>;
  /** Whether it was handled, and committed, before. Promises nothing about what happens at the same time. */
  has(key: InboxKey): Promise<boolean>;
  /** Trace context of the first event handled here about a subject: where later work on it belongs. */
  traceOf(subject: string): Promise<string | undefined>;
}

export const inbox = (database: Database): Inbox => ({
  record: async ({ messageId, consumer, type, subject, attempts, traceparent }) => {
    if (!database.inTransaction) throw new Error('An inbox row outside of a transaction would protect nothing.');
    const { rowCount } = await database.sql.raw<{ rowCount: number }>(
      `INSERT INTO inbox (message_id, consumer, type, subject, attempts, traceparent) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (message_id, consumer) DO NOTHING`,
      [messageId, consumer, type, subject, attempts, traceparent ?? null],
    );
    return rowCount === 1;
  },
  has: async ({ messageId, consumer }) =>
    (await database.sql('inbox').where({ message_id: messageId, consumer }).first('consumer')) !== undefined,
  traceOf: async (subject) => {
    const handled = database.sql<{ subject: string; traceparent: string | null }>('inbox');
    const first = await handled
      .where({ subject })
      .whereNotNull('traceparent')
      .orderBy('started_at')
      .first('traceparent');
    return first?.traceparent ?? undefined;
  },
});
