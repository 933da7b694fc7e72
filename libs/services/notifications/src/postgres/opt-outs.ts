import type { Database } from '@pizzeria/postgres';
import type { OptOuts } from '../use-cases/ports';

/** Numbers that want no SMS, on PostgreSQL. */
export const postgresOptOuts = (database: Database): OptOuts => ({
  has: async (phone) => (await database.sql('phones').where({ phone, wants_sms: false }).first('phone')) !== undefined,
  set: async (phone, wish, now) => {
    await database
      .sql('phones')
      .insert({ phone, wants_sms: wish === 'all', changed_at: now })
      .onConflict('phone')
      .merge();
  },
});
