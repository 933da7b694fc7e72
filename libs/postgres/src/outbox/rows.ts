import type { OutgoingMessage } from '@pizzeria/bus';
import type { Client } from 'pg';

/** An outbox row as the relay sees it. */
export interface WaitingRow {
  readonly seq: number;
  readonly subject: string;
  readonly message: OutgoingMessage;
}

export interface Selection {
  readonly cursor: number;
  readonly limit: number;
  /** Rows and keys that are in hand already. */
  readonly without: { readonly seqs: readonly number[]; readonly subjects: readonly string[] };
}

/** Rows beyond the cursor in the order of `seq`, leaving out what is in hand. */
export const selectWaiting = async (client: Client, selection: Selection): Promise<WaitingRow[]> => {
  const { rows } = await client.query<{
    seq: number;
    event_id: string;
    routing_key: string;
    subject: string;
    body: Buffer;
  }>(
    `SELECT seq, event_id, routing_key, subject, body FROM outbox
     WHERE seq > $1 AND seq <> ALL ($2::bigint[]) AND subject <> ALL ($3::text[])
     ORDER BY seq LIMIT $4`,
    [selection.cursor, selection.without.seqs, selection.without.subjects, selection.limit],
  );
  return rows.map(({ seq, event_id, routing_key, subject, body }) => ({
    seq,
    subject,
    message: { id: event_id, routingKey: routing_key, body },
  }));
};

/** From `outbox` to `published`, in one statement. Rows that are gone already are passed over. */
export const moveToPublished = async (client: Client, seqs: readonly number[]): Promise<void> => {
  await client.query(
    `WITH confirmed AS (
       DELETE FROM outbox WHERE seq = ANY ($1::bigint[])
       RETURNING event_id, type, subject, sequence, causation_id, created_at)
     INSERT INTO published (event_id, type, subject, sequence, causation_id, created_at) SELECT * FROM confirmed`,
    [seqs],
  );
};

/** Out of the relay's way, with the reason, until a person releases it. */
export const park = async (client: Client, seq: number, error: string): Promise<void> => {
  await client.query(
    `WITH refused AS (DELETE FROM outbox WHERE seq = $1 RETURNING *)
     INSERT INTO outbox_parked
       (seq, event_id, type, routing_key, subject, sequence, causation_id, created_at, body, error)
     SELECT seq, event_id, type, routing_key, subject, sequence, causation_id, created_at, body, $2 FROM refused`,
    [seq, error],
  );
};

export interface OutboxState {
  /** Rows waiting, counted up to 100 000. */
  readonly pending: number;
  readonly oldestAgeSeconds: number;
  readonly parked: number;
  readonly deadLetters: readonly { readonly queue: string; readonly reason: string; readonly count: number }[];
}

export const readState = async (client: Client): Promise<OutboxState> => {
  const { rows } = await client.query<{ pending: number; age: number; parked: number }>(
    `SELECT (SELECT count(*) FROM (SELECT FROM outbox LIMIT 100000) AS waiting) AS pending,
            coalesce((SELECT greatest(0, extract(epoch FROM now() - created_at))::float8
                      FROM outbox ORDER BY seq LIMIT 1), 0) AS age,
            (SELECT count(*) FROM outbox_parked) AS parked`,
  );
  const { rows: deadLetters } = await client.query<{ queue: string; reason: string; count: number }>(
    `SELECT queue, reason, count(*) AS count FROM dead_letters WHERE state = 'waiting' GROUP BY queue, reason`,
  );
  return {
    pending: rows[0]?.pending ?? 0,
    oldestAgeSeconds: rows[0]?.age ?? 0,
    parked: rows[0]?.parked ?? 0,
    deadLetters,
  };
};
