import type { EventEnvelope } from '@pizzeria/bus';
import type { Database } from '@pizzeria/postgres';
import type { EventLog } from '../use-cases/ports';

/** An order has a few dozen events at most; this only keeps a mistake from filling an answer. */
const most = 1_000;

/** The event log in PostgreSQL. */
export const postgresEventLog = (database: Database): EventLog => ({
  async append(event) {
    await database.sql('event_log').insert(rowOfLog(event)).onConflict('event_id').ignore();
  },

  async ofOrder(orderId) {
    const rows = await database
      .sql<{ event: EventEnvelope; order_id: string }>('event_log')
      .where({ order_id: orderId })
      .orderByRaw('happened_at, source, sequence, event_id')
      .limit(most)
      .select('event');
    return rows.map(({ event }) => event);
  },
});

/** An event as the log keeps it. */
export const rowOfLog = (event: EventEnvelope) => ({
  event_id: event.id,
  type: event.type,
  source: event.source,
  subject: event.subject,
  sequence: event.sequence,
  happened_at: event.time,
  order_id: orderIdIn(event.data),
  event: JSON.stringify(event),
});

const orderIdIn = (data: unknown): string | undefined => {
  const { orderId } = (data ?? {}) as { readonly orderId?: unknown };
  return typeof orderId === 'string' ? orderId : undefined;
};
