import type { Database } from '@pizzeria/postgres';
import { customerTypeOf, regularFrom } from '../domain/customer-type';
import type { PlacedOrder } from '../use-cases/ports';

/**
 * Keeps an order with the type its customer had then. One that arrives after a later one of the same customer
 * makes that one's type right too. Needs a transaction: it takes one customer's orders one at a time.
 */
export const recordPlacedOrder = async (database: Database, order: PlacedOrder): Promise<void> => {
  const { orderId, customerId, value, itemCount, orderedAt } = order;
  // The namespace keeps this lock apart from others keyed by a hash.
  await database.sql.raw(`SELECT pg_advisory_xact_lock(hashtextextended(?, 7001))`, [customerId]);
  const earlier = await countEarlier(database, order);
  const inserted = await database
    .sql('order_metrics')
    .insert({
      order_id: orderId,
      customer_id: customerId,
      value: value.amount,
      currency: value.currency,
      item_count: itemCount,
      ordered_at: orderedAt,
      customer_type: customerTypeOf(earlier),
    })
    .onConflict('order_id')
    .ignore()
    .returning('order_id');
  if (inserted.length > 0 && earlier < regularFrom) await correctLater(database, order, earlier + 1);
};

/** At most `regularFrom`: beyond that the number makes no difference. */
const countEarlier = async (database: Database, { customerId, orderedAt, orderId }: PlacedOrder): Promise<number> => {
  const earlier = await database
    .sql('order_metrics')
    .where({ customer_id: customerId })
    .whereRaw('(ordered_at, order_id) < (?::timestamptz, ?::uuid)', [orderedAt, orderId])
    .limit(regularFrom)
    .select('order_id');
  return earlier.length;
};

/** Those after a customer has become a regular are regular already, and stay it. */
const correctLater = async (database: Database, order: PlacedOrder, earlier: number): Promise<void> => {
  const later: { order_id: string }[] = await database
    .sql('order_metrics')
    .where({ customer_id: order.customerId })
    .whereRaw('(ordered_at, order_id) > (?::timestamptz, ?::uuid)', [order.orderedAt, order.orderId])
    .orderBy(['ordered_at', 'order_id'])
    .limit(regularFrom)
    .select('order_id');
  for (const [index, { order_id }] of later.entries()) {
    const customerType = customerTypeOf(earlier + index);
    await database.sql('order_metrics').where({ order_id }).update({ customer_type: customerType });
  }
};
