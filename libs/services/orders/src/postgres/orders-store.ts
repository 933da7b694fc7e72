import type { Database } from '@pizzeria/postgres';
import type { Publish } from '@pizzeria/service';
import type { Knex } from 'knex';
import type { OrdersEvent } from '../domain/events';
import { orderNotFound } from '../use-cases/read-orders';
import type { Orders } from '../use-cases/ports';
import { agreementRow, fromRow, stateRow, type OrderRow } from './order-row';

/** Orders in PostgreSQL: a row per order, its events in the outbox of the same transaction. */
export const postgresOrders = (database: Database, publish: Publish<OrdersEvent['event']>): Orders => {
  const orders = (): Knex.QueryBuilder<OrderRow, OrderRow[]> => database.sql<OrderRow>('orders');

  return {
    async nextNumber() {
      const { rows } = await database.sql.raw<{ rows: { next: number }[] }>(
        `SELECT nextval('order_numbers')::integer AS next`,
      );
      return (rows as [{ next: number }])[0].next;
    },

    insert: ({ order, events }, trackingHash) =>
      database.transaction(async () => {
        const row = { ...agreementRow(order), ...stateRow(order), tracking_hash: trackingHash, version: events.length };
        await database.sql('orders').insert(row);
        publish(events, { sequence: 1 });
      }),

    update: (id, decide) =>
      database.transaction(async () => {
        const row = await orders().where({ id }).forUpdate().first();
        if (row === undefined) throw orderNotFound();
        const before = fromRow(row);
        const { order, events } = decide(before);
        if (order === before && events.length === 0) return order;
        await database
          .sql('orders')
          .where({ id })
          .update({ ...stateRow(order), version: row.version + events.length });
        publish(events, { sequence: row.version + 1 });
        return order;
      }),

    async find(id) {
      const row = await orders().where({ id }).first();
      return row && fromRow(row);
    },

    async list({ limit, before, status }) {
      const query = orders().orderBy('number', 'desc').limit(limit);
      if (status !== undefined) void query.where({ status });
      if (before !== undefined) void query.where('number', '<', before);
      return (await query).map(fromRow);
    },

    async opens(id, trackingHash) {
      return (await orders().where({ id, tracking_hash: trackingHash }).first('id')) !== undefined;
    },
  };
};
