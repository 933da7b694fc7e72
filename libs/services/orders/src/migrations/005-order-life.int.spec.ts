import type { Migration } from '@pizzeria/postgres';
import { testDatabase } from '@pizzeria/postgres/testing';
import { kept, refundDue } from '../domain/money';
import { refundPayment } from '../domain/refund';
import { orders } from '../service';
import { postgresOrders } from '../postgres/orders-store';
import { aPaidOrder, anId, minutesLater } from '../testing/orders';
import { agreementRow } from '../postgres/order-row';

const name = '005-order-life';
const before: readonly Migration[] = orders.migrations.filter((migration) => migration.name < name);
const after = orders.migrations.filter((migration) => migration.name >= name);

it('an order that the release before cancelled and owes money for is read, and can be given back', async () => {
  const { database, drop } = await testDatabase({ migrations: before, name: 'orders' });
  try {
    const order = aPaidOrder();
    const { requested_for: _, ...agreement } = agreementRow(order);
    await database.sql('customers').insert({ id: order.customerId, contact_key: 'phone:+14155550123', name: 'Ada' });
    await database.sql('orders').insert({
      ...agreement,
      version: 3,
      tracking_hash: 'hash',
      status: 'cancelled',
      progress: JSON.stringify({
        status: 'cancelled',
        by: 'customer',
        reason: 'No time.',
        cancelledAt: order.placedAt,
      }),
      payment: JSON.stringify({
        status: 'refund-due',
        payments: order.payment.payments,
        due: { amount: 3198, currency: 'USD' },
      }),
      stock: JSON.stringify({ status: 'unknown' }),
    });
    for (const { up } of after) await up(database.sql);

    const store = postgresOrders(database, () => undefined);
    const read = await store.find(order.id);
    expect(read).toMatchObject({ payment: { status: 'refund-due', refunds: [] }, progress: { by: 'customer' } });
    expect(read && refundDue(read).amount).toBe(3198);
    const refund = {
      id: anId(30),
      method: 'cash',
      amount: order.totalAmount,
      reason: 'Cancelled.',
      by: 'staff',
    } as const;
    const given = await store.update(order.id, (found) => refundPayment(found, refund, minutesLater(60)));
    expect(given.payment.status).toBe('refunded');
    const again = await store.find(order.id);
    expect(again && kept(again).amount).toBe(0);
  } finally {
    await drop();
  }
});
