import type { Database } from '@pizzeria/postgres';
import type { ListFilter, Messages } from '../use-cases/messages';
import { claims } from './claims';
import { type MessageRow, toListed } from './message-row';
import { notSent } from './not-sent';
import { reports } from './reports';

/** The message list on PostgreSQL. */
export const postgresMessages = (database: Database): Messages => ({
  ...claims(database),
  ...notSent(database),
  ...reports(database),
  list: async ({ orderId, state, kind, channel, before, limit }: ListFilter) => {
    const asked = { order_id: orderId, state, kind, channel };
    const where = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
    const rows = await database
      .sql<MessageRow>('messages')
      .where(where)
      .modify((query) => {
        if (before !== undefined) void query.where('id', '<', before);
      })
      .orderBy('id', 'desc')
      .limit(limit);
    return rows.map(toListed);
  },
});
