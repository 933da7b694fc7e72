import type { Database } from '../database';

/** An event that the bus refused for its own sake, again and again: not permitted, or too large. */
export interface ParkedEvent {
  readonly eventId: string;
  readonly type: string;
  readonly subject: string;
  readonly parkedAt: Date;
  readonly error: string;
}

export interface ParkedEvents {
  /** Oldest first, at most 100. */
  list(): Promise<ParkedEvent[]>;
  /** Puts it back into the outbox, after what waits there now. False when it is not parked. */
  release(eventId: string): Promise<boolean>;
  /** As `release`, for all of them in their order; answers how many. In the database: `SELECT release_parked()`. */
  releaseAll(): Promise<number>;
}

export const parkedEvents = (database: Database): ParkedEvents => ({
  list: async () =>
    await database.sql('outbox_parked').orderBy('seq').limit(100).select<ParkedEvent[]>({
      eventId: 'event_id',
      type: 'type',
      subject: 'subject',
      parkedAt: 'parked_at',
      error: 'error',
    }),
  release: async (eventId) => (await released(database, eventId)) === 1,
  releaseAll: () => released(database, null),
});

const released = async (database: Database, eventId: string | null): Promise<number> => {
  const { rows } = await database.sql.raw<{ rows: { released: number }[] }>(
    'SELECT release_parked(?::uuid) AS released',
    [eventId],
  );
  return rows[0]?.released ?? 0;
};
