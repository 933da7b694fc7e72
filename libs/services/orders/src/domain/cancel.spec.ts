import { OrderCancelled } from '@pizzeria/contracts';
import {
  aCancelledOrder,
  aCookingOrder,
  aPaidOrder,
  aPlacedOrder,
  aReadyOrder,
  anOrderWithItsCourier,
  minutesLater,
} from '../testing/orders';
import { cancelOrder } from './cancel';
import { deliverOrder } from './hand-over';
import type { Order } from './order';

const byCustomer = (order: Order) => cancelOrder(order, { by: 'customer', reason: 'No time.' }, minutesLater(9));
const byStaff = (order: Order) => cancelOrder(order, { by: 'staff', reason: 'No gas.' }, minutesLater(9));

describe('cancelling', () => {
  it('is open to a customer until cooking starts', () => {
    const { order, events } = byCustomer(aPlacedOrder());
    expect(order.progress).toEqual({
      status: 'cancelled',
      by: 'customer',
      reason: 'No time.',
      cancelledAt: minutesLater(9).toISOString(),
    });
    expect(events).toHaveLength(1);
    expect(OrderCancelled.schema.parse(events[0]?.data)).toMatchObject({ by: 'customer', reason: 'No time.' });
  });

  it.each<[string, Order]>([
    ['a cooking order', aCookingOrder()],
    ['a ready order', aReadyOrder()],
  ])('%s can no longer be cancelled by its customer, but by staff', (_, order) => {
    const state = { status: order.progress.status, payment: 'unpaid' };
    expect(() => byCustomer(order)).toThrow(
      expect.objectContaining({ kind: 'conflict', code: 'cooking-started', details: state }) as Error,
    );
    expect(byStaff(order).order.progress.status).toBe('cancelled');
  });

  it.each<[string, Order]>([
    ['is on its way', anOrderWithItsCourier()],
    ['is delivered', deliverOrder(anOrderWithItsCourier(), minutesLater(30)).order],
  ])('is closed to everyone once the order %s', (_, order) => {
    const refusal = expect.objectContaining({ kind: 'conflict', code: 'handed-over' }) as Error;
    expect(() => byCustomer(order)).toThrow(refusal);
    expect(() => byStaff(order)).toThrow(refusal);
  });

  it('again changes nothing and tells nobody', () => {
    const cancelled = aCancelledOrder();
    expect(byCustomer(cancelled)).toEqual({ order: cancelled, events: [] });
  });

  it('makes the money back due, in the order and in the event', () => {
    const { order, events } = byCustomer(aPaidOrder());
    expect(order.payment).toMatchObject({ status: 'refund-due', due: { amount: 3198, currency: 'USD' } });
    expect(events[0]?.data).toMatchObject({ refundDue: { amount: 3198, currency: 'USD' } });
  });

  it('of an unpaid order makes nothing due', () => {
    const { order, events } = byCustomer(aPlacedOrder());
    expect(order.payment.status).toBe('unpaid');
    expect(OrderCancelled.schema.parse(events[0]?.data).refundDue).toBeUndefined();
  });
});
