import { OrderCancelled } from '@pizzeria/contracts';
import {
  aCancelledOrder,
  aCookingOrder,
  aDeliveredOrder,
  aPaidOrder,
  aPlacedOrder,
  aReadyOrder,
  aRecalledOrder,
  anId,
  anOrderBroughtBack,
  anOrderWithItsCourier,
  minutesLater,
} from '../testing/orders';
import { cancelOrder } from './cancel';
import { refundDue } from './money';
import { orderStatuses, type CancelledBy, type Order } from './order';
import { recordPayment } from './pay';

const cancel = (order: Order, by: CancelledBy) => cancelOrder(order, { by, reason: 'No time.' }, minutesLater(40));

const outcomeOf = (order: Order, by: CancelledBy): string => {
  try {
    const { events } = cancel(order, by);
    return events.length > 0 ? 'cancelled' : 'unchanged';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('who may cancel an order, and when', () => {
  const rows: readonly (readonly [string, Order, customer: string, staff: string, system: string])[] = [
    ['placed', aPlacedOrder(), 'cancelled', 'cancelled', 'cancelled'],
    ['cooking', aCookingOrder(), 'cooking-started', 'cancelled', 'cooking-started'],
    ['ready', aReadyOrder(), 'cooking-started', 'cancelled', 'cooking-started'],
    ['recalled', aRecalledOrder(), 'cooking-started', 'cancelled', 'cooking-started'],
    ['out for delivery', anOrderWithItsCourier(), 'handed-over', 'handed-over', 'handed-over'],
    ['undeliverable', anOrderBroughtBack(), 'cooking-started', 'cancelled', 'cooking-started'],
    ['delivered', aDeliveredOrder(), 'handed-over', 'handed-over', 'handed-over'],
    ['cancelled', aCancelledOrder(), 'unchanged', 'unchanged', 'unchanged'],
  ];

  it('is written for every state', () => {
    expect(new Set(rows.map(([, order]) => order.progress.status))).toEqual(new Set(orderStatuses));
  });

  it.each(rows)('an order that is %s', (_, order, customer, staff, system) => {
    const outcomes = (['customer', 'staff', 'system'] as const).map((by) => outcomeOf(order, by));
    expect(outcomes).toEqual([customer, staff, system]);
  });

  it.each([
    ['cooks', aCookingOrder(), 'The order is being made; please call the shop to cancel it.'],
    ['is ready', aReadyOrder(), 'The order is made; please call the shop to cancel it.'],
    ['came back', anOrderBroughtBack(), 'The order came back to the shop; please call it to cancel.'],
  ])('is told to a customer whose order %s', (_, order, message) => {
    expect(() => cancel(order, 'customer')).toThrow(message);
  });

  it('is refused with the present state', () => {
    expect(() => cancel(aCookingOrder(), 'customer')).toThrow(
      expect.objectContaining({ kind: 'conflict', details: { status: 'cooking', payment: 'unpaid' } }) as Error,
    );
  });
});

describe('cancelling', () => {
  it.each(['customer', 'staff', 'system'] as const)('says by whom and why: the %s', (by) => {
    const { order, events } = cancel(aPlacedOrder(), by);
    const cancelledAt = minutesLater(40).toISOString();
    expect(order.progress).toEqual({ status: 'cancelled', by, reason: 'No time.', cancelledAt });
    expect(events).toHaveLength(1);
    expect(OrderCancelled.schema.parse(events[0]?.data)).toMatchObject({ by, reason: 'No time.', cancelledAt });
  });

  it('again keeps who was first, and tells nobody', () => {
    const cancelled = aCancelledOrder();
    expect(cancel(cancelled, 'customer')).toEqual({ order: cancelled, events: [] });
  });

  it('makes the money back due, in the order and in the event', () => {
    const { order, events } = cancel(aPaidOrder(), 'customer');
    expect(order.payment.status).toBe('refund-due');
    expect(refundDue(order)).toEqual({ amount: 3198, currency: 'USD' });
    expect(events[0]?.data).toMatchObject({ refundDue: { amount: 3198, currency: 'USD' } });
  });

  it('makes a part back due where a part was paid', () => {
    const amount = { amount: 1000, currency: 'USD' };
    const partly = recordPayment(aPlacedOrder(), { id: anId(20), method: 'cash', amount }, minutesLater(1)).order;
    const { order, events } = cancel(partly, 'staff');
    expect(order.payment.status).toBe('refund-due');
    expect(events[0]?.data).toMatchObject({ refundDue: amount });
  });

  it('of an unpaid order makes nothing due', () => {
    const { order, events } = cancel(aPlacedOrder(), 'customer');
    expect(order.payment.status).toBe('unpaid');
    expect(OrderCancelled.schema.parse(events[0]?.data).refundDue).toBeUndefined();
  });
});
