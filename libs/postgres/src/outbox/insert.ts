import type { Knex } from 'knex';
import type { OutboxRow } from '../database';

/** One statement; `seq` counts up in the order of the rows. */
export const insertOutboxRows = async (sql: Knex, rows: readonly OutboxRow[]): Promise<void> => {
  await sql('outbox').insert(
    rows.map((row) => ({
      event_id: row.eventId,
      type: row.type,
      routing_key: row.routingKey,
      subject: row.subject,
      sequence: row.sequence,
      causation_id: row.causationId ?? null,
      created_at: row.createdAt,
      body: row.body,
    })),
  );
};
