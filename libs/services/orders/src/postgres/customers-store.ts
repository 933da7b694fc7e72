import type { Database } from '@pizzeria/postgres';
import type { Knex } from 'knex';
import type { Customer } from '../domain/customer';
import type { Customers } from '../use-cases/ports';

interface CustomerRow {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly orders: number;
  readonly last_order_at: Date | null;
}

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

  async read(id) {
    const row = await selected(database.sql).where({ id }).first();
    if (row === undefined) throw new Error(`There is no customer ${id}.`);
    return fromRow(row);
  },

  async list({ limit, before, text, digits }) {
    // Ids rise with time.
    const query = selected(database.sql).orderBy('id', 'desc').limit(limit);
    if (before !== undefined) void query.where('id', '<', before);
    if (text !== undefined)
      void query.where((any) =>
        any
          .whereRaw(holds('name'), text)
          .orWhereRaw(holds('email'), text)
          .orWhereRaw(holds('phone'), digits ?? text),
      );
    return (await query).map(fromRow);
  },
});

const selected = (sql: Knex): Knex.QueryBuilder<CustomerRow, CustomerRow[]> =>
  sql<CustomerRow>('customers').select('id', 'name', 'phone', 'email', {
    orders: sql.raw('(SELECT count(*)::integer FROM orders WHERE customer_id = customers.id)'),
    last_order_at: sql.raw('(SELECT max(placed_at) FROM orders WHERE customer_id = customers.id)'),
  });

const holds = (column: 'name' | 'email' | 'phone'): string => `strpos(lower(${column}), lower(?)) > 0`;

const fromRow = ({ id, name, phone, email, orders, last_order_at }: CustomerRow): Customer => ({
  id,
  name,
  phone: phone ?? undefined,
  email: email ?? undefined,
  orders,
  lastOrderAt: last_order_at?.toISOString(),
});

const idOf = async (database: Database, key: string): Promise<string | undefined> => {
  const row = await database
    .sql<{ id: string; contact_key: string }>('customers')
    .where({ contact_key: key })
    .first('id');
  return row?.id;
};
