import type { EventEnvelope } from '@pizzeria/bus';
import type { Database } from '@pizzeria/postgres';

/** A place in the log, by when events were written to it. */
export interface Place {
  /** As PostgreSQL writes it, which knows microseconds. */
  readonly recordedAt: string;
  readonly eventId: string;
}

/** Before everything. */
export const beginning: Place = { recordedAt: '-infinity', eventId: '00000000-0000-0000-0000-000000000000' };

/** What was written to the log at that time or later. */
export const since = (recordedAt: string): Place => ({ ...beginning, recordedAt });

export interface Recording extends Place {
  readonly event: EventEnvelope;
}

/** Which part of the log is read: events of these types, after one place, before a time. */
export interface Part {
  /** The table, with its schema. */
  readonly log: string;
  readonly types: readonly string[];
  readonly after: Place;
  readonly before: string;
  /** At most so many, the first written first. */
  readonly most: number;
}

export const readPart = async (
  database: Database,
  { log, types, after, before, most }: Part,
): Promise<readonly Recording[]> => {
  const sql = `
    SELECT event, event_id AS "eventId", recorded_at::text AS "recordedAt" FROM ${log}
     WHERE (recorded_at, event_id) > (CAST(:recordedAt AS timestamptz), CAST(:eventId AS uuid))
       AND recorded_at < CAST(:before AS timestamptz) AND type = ANY (:types)
     ORDER BY recorded_at, event_id LIMIT :most`;
  const { rows } = await database.sql.raw<{ rows: readonly Recording[] }>(sql, { ...after, before, types, most });
  return rows;
};
