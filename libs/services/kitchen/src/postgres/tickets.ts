import type { Database } from '@pizzeria/postgres';
import type { Publish } from '@pizzeria/service';
import type { Knex } from 'knex';
import { type Decision, type KitchenEvent, noTicket } from '../domain/cook';
import { pizzasIn } from '../domain/preparation';
import { expected, type Ticket, type TicketStatus } from '../domain/ticket';
import type { Place, Tickets, ToMake, WantedTickets } from '../use-cases/ports';

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
      const { ticket, events } = decide(await lock(database.sql, orderId));
      if (events.length === 0) return { ticket, events };
      const saved = { ...ticket, version: ticket.version + events.length };
      await save(database.sql, saved);
      publish(events, { sequence: ticket.version + 1 });
      return { ticket: saved, events } satisfies Decision;
    }),

  queued: () => count(known(database.sql, 'queued')),

  pizzasInTheMaking: () => pizzas(known(database.sql, 'cooking')),

  pizzasQueuedUntil: async (place) =>
    place
      ? pizzas(
          known(database.sql, 'queued').whereRaw('(start_by, order_id) <= (?::timestamptz, ?::uuid)', placeOf(place)),
        )
      : 0,

  page: (wanted) => page(database.sql, wanted),

  allDay: () => allDay(database.sql),
});

interface ToMakeRow {
  readonly name: string;
  readonly size: string | null;
  readonly quantity: number;
}

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
    pizzas: order ? pizzasIn(order.items) : 0,
    stopped_at: stopped ? ticket.cancelledAt : null,
    ticket: JSON.stringify(ticket),
  };
};

/** Tickets of this status whose order is known: those that the index of the queue holds, which has to be told so. */
const known = (sql: Knex, status: TicketStatus): Knex.QueryBuilder =>
  sql('tickets').where({ status }).whereNotNull('start_by');

const count = async (tickets: Knex.QueryBuilder): Promise<number> => {
  const [row] = (await tickets.count('* as count')) as { count: string }[];
  return Number(row?.count ?? 0);
};

const pizzas = async (tickets: Knex.QueryBuilder): Promise<number> => {
  const [row] = (await tickets.sum('pizzas as pizzas')) as { pizzas: string | null }[];
  return Number(row?.pizzas ?? 0);
};

const allDay = async (sql: Knex): Promise<readonly ToMake[]> => {
  const { rows } = await sql.raw<{ rows: ToMakeRow[] }>(`
    select item ->> 'name' as name, item ->> 'size' as size, sum((item ->> 'quantity')::integer)::integer as quantity
    from tickets, jsonb_array_elements(ticket -> 'order' -> 'items') as item
    where status = 'queued' and start_by is not null and item ->> 'kind' = 'pizza'
    group by 1, 2
    order by 3 desc, 1, 2`);
  return rows.map(({ name, size, quantity }): ToMake => ({ name, ...(size === null ? {} : { size }), quantity }));
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
