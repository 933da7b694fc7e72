import type { Database } from '@pizzeria/postgres';
import type { Customers } from '../use-cases/ports';

/** Customers in PostgreSQL, unique by their contact key. */
export const postgresCustomers = (database: Database): Customers => ({
  async findOrMake(key, { name, phone, email }, newId) {
    const known = await idOf(database, key);
    if (known !== undefined) return known;
    await database
      .sql('customers')
      .insert({ id: newId, contact_key: key, name, phone, email })
      .onConflict('contact_key')
      .ignore();
    // Whoever was first has committed by now: the insert waited for it.
    return (await idOf(database, key)) ?? newId;
  },
});

const idOf = async (database: Database, key: string): Promise<string | undefined> => {
  const row = await database
    .sql<{ id: string; contact_key: string }>('customers')
    .where({ contact_key: key })
    .first('id');
  return row?.id;
};
