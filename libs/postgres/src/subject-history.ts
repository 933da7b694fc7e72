import type { Database } from './database';

/** Something that a service published or handled about a subject. */
export interface SubjectEntry {
  readonly way: 'published' | 'handled';
  /** The event's; of a message that could not be read, whatever it called itself. */
  readonly eventId: string;
  readonly type?: string;
  /** When it was published, its handling began, or it was given up. */
  readonly at: Date;
  /**
   * Of a published one: `waiting` in the outbox, `confirmed` by the bus, `parked`.
   * Of a handled one: `handled`, or given up, and what was done about it: `given-up`, `replayed`, `discarded`.
   */
  readonly outcome: 'waiting' | 'confirmed' | 'parked' | 'handled' | 'given-up' | 'replayed' | 'discarded';
  /** Published: the event that it was published because of, where there was one. */
  readonly causationId?: string;
  /** Published: the version of its aggregate. */
  readonly sequence?: number;
  /** Handled: which queue. */
  readonly queue?: string;
  /** Handled: which try succeeded, or was the last. */
  readonly attempts?: number;
  /** Handled: how long it took, ms; unknown for a moment, and after a kill. */
  readonly tookMs?: number;
}

/** Where a page begins: after this entry. */
export interface SubjectPlace {
  readonly at: Date;
  /** Orders entries of one moment. */
  readonly key: string;
}

export interface SubjectPage {
  readonly after?: SubjectPlace;
  readonly limit: number;
}

/**
 * What this service published and handled about a subject (`order/4711`), oldest first, as long as it is kept: 30 days.
 * One statement, so a message that is handled meanwhile is not seen twice, nor missed.
 */
export const subjectHistory = async (
  { sql }: Database,
  subject: string,
  { after, limit }: SubjectPage,
): Promise<readonly (SubjectEntry & SubjectPlace)[]> => {
  const { rows } = await sql.raw<{ rows: Row[] }>(
    `SELECT * FROM (
       SELECT 'published' AS way, event_id::text, type, created_at AS at, 'waiting' AS outcome, causation_id::text,
              sequence, NULL::text AS queue, NULL::integer AS attempts, NULL::integer AS took_ms, 'p' || event_id AS key
       FROM outbox WHERE subject = :subject
       UNION ALL
       SELECT 'published', event_id::text, type, created_at, 'parked', causation_id::text, sequence, NULL, NULL, NULL, 'p' || event_id
       FROM outbox_parked WHERE subject = :subject
       UNION ALL
       SELECT 'published', event_id::text, type, created_at, 'confirmed', causation_id::text, sequence, NULL, NULL, NULL, 'p' || event_id
       FROM published WHERE subject = :subject
       UNION ALL
       SELECT 'handled', message_id::text, type, started_at, 'handled', NULL, NULL, consumer, attempts, took_ms,
              'h' || message_id || consumer
       FROM inbox WHERE subject = :subject
       UNION ALL
       SELECT 'handled', message_id, type, received_at, CASE state WHEN 'waiting' THEN 'given-up' ELSE state END, NULL,
              NULL, queue, attempts, NULL, 'd' || id
       FROM dead_letters WHERE subject = :subject
     ) AS entries
     WHERE :first OR (date_trunc('milliseconds', at), key) > (:at::timestamptz, :key)
     ORDER BY date_trunc('milliseconds', at), key
     LIMIT :limit`,
    { subject, first: after === undefined, at: after?.at ?? new Date(0), key: after?.key ?? '', limit },
  );
  return rows.map(entryOf);
};

interface Row {
  readonly way: SubjectEntry['way'];
  readonly event_id: string;
  readonly type: string | null;
  readonly at: Date;
  readonly outcome: SubjectEntry['outcome'];
  readonly causation_id: string | null;
  readonly sequence: number | null;
  readonly queue: string | null;
  readonly attempts: number | null;
  readonly took_ms: number | null;
  readonly key: string;
}

const entryOf = (row: Row): SubjectEntry & SubjectPlace => ({
  way: row.way,
  eventId: row.event_id,
  at: row.at,
  outcome: row.outcome,
  key: row.key,
  ...known('type', row.type),
  ...known('causationId', row.causation_id),
  ...known('sequence', row.sequence),
  ...known('queue', row.queue),
  ...known('attempts', row.attempts),
  ...known('tookMs', row.took_ms),
});

const known = <Name extends string, Value>(name: Name, value: Value | null) =>
  value === null ? {} : ({ [name]: value } as Record<Name, Value>);
