import type { Database } from '@pizzeria/postgres';
import type { Publish } from '@pizzeria/service';
import type { Knex } from 'knex';
import type { KitchenEvent } from '../domain/decision';
import type { OpenTicket } from '../domain/line';
import { pizzasIn } from '../domain/preparation';
import { noTicket } from '../domain/refusal';
import { type Cooking, expected, type Held, type Queued, type Ticket, type TicketStatus } from '../domain/ticket';
import { inView, type Place, type Tickets, type WantedTickets } from '../use-cases/ports';
import { allDay, isTimeFor } from './all-day';
import { unattended } from './unattended';

/** Tickets in the kitchen's own database. */
export const postgresTickets = (database: Database, publish: Publish<KitchenEvent['event']>): Tickets => ({
  hear: (orderId, learn) =>
    database.transaction(async () => {
      await expect(database.sql, orderId);
      const ticket = await lock(database.sql, orderId);
      const learnt = learn(ticket);
      if (learnt !== ticket) await save(database.sql, learnt);
    }),

  update: (orderId, decide) =>
    database.transaction(async () => {
      const before = await lock(database.sql, orderId);
      const { ticket, events } = decide(before);
      if (ticket === before) return { ticket, already: true };
      const saved = { ...ticket, version: ticket.version + events.length };
      await save(database.sql, saved);
      if (events.length > 0) publish(events, { sequence: ticket.version + 1 });
      return { ticket: saved, already: false };
    }),

  queued: (now) => count(known(database.sql, ['queued']).whereRaw(isTimeFor, { now })),

  toBeMade: () => count(known(database.sql, ['held', 'queued', 'cooking'])),

  cooking: () => line(known(database.sql, ['cooking'])),

  held: () => line(known(database.sql, ['held'])),

  // Of the two, the first by name is the first in line; and so the index has them.
  inLine: () => line(known(database.sql, ['cooking', 'queued'])),

  unattended: (minutes, now, limit) => unattended(database.sql, { minutes, now, limit }),

  page: (wanted) => page(database.sql, wanted),

  allDay: (now) => allDay(database.sql, now),
});

interface TicketRow {
  readonly order_id: string;
  readonly ticket: Ticket;
}

/** Makes sure that there is a row to lock: of two that hear of an order first, one waits here for the other. */
const expect = async (sql: Knex, orderId: string): Promise<void> => {
  await sql('tickets')
    .insert(rowOf(expected(orderId)))
    .onConflict('order_id')
    .ignore();
};

const lock = async (sql: Knex, orderId: string): Promise<Ticket> => {
  const row = await sql<TicketRow>('tickets').where({ order_id: orderId }).forUpdate().first('ticket');
  if (!row) throw noTicket(orderId);
  return row.ticket;
};

const save = async (sql: Knex, ticket: Ticket): Promise<void> => {
  await sql('tickets').where({ order_id: ticket.orderId }).update(rowOf(ticket));
};

const rowOf = (ticket: Ticket) => {
  const order = 'order' in ticket ? ticket.order : undefined;
  const stopped = ticket.status === 'cancelled' && ticket.cooking !== undefined;
  return {
    order_id: ticket.orderId,
    version: ticket.version,
    status: ticket.status,
    start_by: order?.startBy ?? null,
    // What processes of an earlier release, running beside this one, estimate by.
    pizzas: order ? pizzasIn(order.items) : 0,
    stopped_at: stopped ? ticket.cancelledAt : null,
    ticket: JSON.stringify(ticket),
  };
};

/** Tickets of these statuses whose order is known: those that the index of the queue holds, which has to be told so. */
const known = (sql: Knex, statuses: readonly TicketStatus[]): Knex.QueryBuilder =>
  sql('tickets').whereIn('status', statuses).whereNotNull('start_by');

const count = async (tickets: Knex.QueryBuilder): Promise<number> => {
  const [row] = (await tickets.count('* as count')) as { count: string }[];
  return Number(row?.count ?? 0);
};

const line = async (tickets: Knex.QueryBuilder): Promise<readonly OpenTicket[]> => {
  const rows = (await tickets.orderBy(['status', 'start_by', 'order_id']).limit(inView).select('ticket')) as {
    ticket: Held | Queued | Cooking;
  }[];
  return rows.map(({ ticket }) => ticket);
};

const page = async (sql: Knex, { status, stoppedSince, after, limit }: WantedTickets): Promise<readonly Ticket[]> => {
  const newestFirst = status === 'closed' || status === 'cancelled';
  const direction = newestFirst ? 'desc' : 'asc';
  const rows: TicketRow[] = await sql<TicketRow>('tickets')
    .whereNotNull('start_by')
    .modify((query) =>
      status
        ? query.where('status', status)
        : query.where((open) => open.whereIn('status', openStatuses).orWhere('stopped_at', '>=', stoppedSince)),
    )
    .modify((query) => (after ? query.whereRaw(behind(newestFirst), placeOf(after)) : query))
    .orderBy([
      { column: 'start_by', order: direction },
      { column: 'order_id', order: direction },
    ])
    .limit(limit)
    .select('*');
  return rows.map((row) => row.ticket);
};

const openStatuses: readonly TicketStatus[] = ['held', 'queued', 'cooking', 'ready'];

const behind = (newestFirst: boolean): string =>
  `(start_by, order_id) ${newestFirst ? '<' : '>'} (?::timestamptz, ?::uuid)`;

const placeOf = ({ startBy, orderId }: Place): string[] => [startBy, orderId];
