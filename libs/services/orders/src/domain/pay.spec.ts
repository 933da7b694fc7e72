import fc from 'fast-check';
import { PaymentProcessed } from '@pizzeria/contracts';
import { aCancelledOrder, aPlacedOrder, anId, minutesLater } from '../testing/orders';
import { cancelOrder } from './cancel';
import { outstanding, paidSoFar, refundDue } from './money';
import type { Order } from './order';
import { recordPayment } from './pay';

const pay = (order: Order, amount: number, currency = 'USD') =>
  recordPayment(order, { id: anId(21), method: 'cash', amount: { amount, currency } }, minutesLater(3));

describe('paying', () => {
  it('all that is outstanding makes the order paid', () => {
    const { order, events } = pay(aPlacedOrder(), 3198);
    expect(order.payment.status).toBe('paid');
    expect(outstanding(order).amount).toBe(0);
    expect(PaymentProcessed.schema.parse(events[0]?.data)).toMatchObject({
      amount: { amount: 3198, currency: 'USD' },
      outstanding: { amount: 0, currency: 'USD' },
    });
  });

  it('a part leaves the order unpaid, and the event says what is left', () => {
    const { order, events } = pay(aPlacedOrder(), 198);
    expect(order.payment.status).toBe('unpaid');
    expect(events[0]?.data).toMatchObject({ outstanding: { amount: 3000 } });
  });

  it('more than is outstanding is refused', () => {
    const refusal = expect.objectContaining({ kind: 'conflict', code: 'more-than-outstanding' }) as Error;
    expect(() => pay(aPlacedOrder(), 3199)).toThrow(refusal);
    expect(() => pay(pay(aPlacedOrder(), 3198).order, 1)).toThrow(refusal);
  });

  it('in another currency is refused', () => {
    expect(() => pay(aPlacedOrder(), 3198, 'EUR')).toThrow(
      expect.objectContaining({ kind: 'invalid', code: 'other-currency' }) as Error,
    );
  });

  it('a cancelled order is refused', () => {
    expect(() => pay(aCancelledOrder(), 3198)).toThrow(
      expect.objectContaining({ kind: 'conflict', code: 'order-cancelled' }) as Error,
    );
  });

  it('in any parts never takes more than the total, and a cancellation gives back exactly what was taken', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3198 })), (amounts) => {
        let order = aPlacedOrder();
        let taken = 0;
        for (const amount of amounts) {
          if (amount > outstanding(order).amount) {
            expect(() => pay(order, amount)).toThrow();
          } else {
            order = pay(order, amount).order;
            taken += amount;
          }
        }
        expect(paidSoFar(order).amount).toBe(taken);
        expect(order.payment.status).toBe(taken === 3198 ? 'paid' : 'unpaid');
        const cancelled = cancelOrder(order, { by: 'staff', reason: 'No gas.' }, minutesLater(9)).order;
        expect(refundDue(cancelled).amount).toBe(taken);
      }),
    );
  });
});
