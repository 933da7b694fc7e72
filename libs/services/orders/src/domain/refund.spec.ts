import { PaymentRefunded } from '@pizzeria/contracts';
import {
  aCancelledOrder,
  aCookingOrder,
  aDeliveredOrder,
  aPaidOrder,
  aPlacedOrder,
  aReadyOrder,
  anId,
  anOrderBroughtBack,
  minutesLater,
} from '../testing/orders';
import { cancelOrder } from './cancel';
import { kept, outstanding, refundDue } from './money';
import type { Order } from './order';
import { refundPayment, type RefundDraft } from './refund';

const refund = (order: Order, amount: number, by: RefundDraft['by'] = 'staff', currency = 'USD') => {
  const draft: RefundDraft = { id: anId(30), method: 'cash', amount: { amount, currency }, reason: 'It was cold.', by };
  return refundPayment(order, draft, minutesLater(50));
};

const refusalOf = (ask: () => unknown): unknown => {
  try {
    ask();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was refused');
};

const cancelledAndPaid = () => aCancelledOrder(aPaidOrder());
const deliveredAndPaid = () => aDeliveredOrder(aPaidOrder(aReadyOrder()));

describe('money back for a cancelled order', () => {
  it('all at once settles it, and is told to everyone', () => {
    const { order, events } = refund(cancelledAndPaid(), 3198);
    expect(order.payment.status).toBe('refunded');
    expect([refundDue(order).amount, kept(order).amount, outstanding(order).amount]).toEqual([0, 0, 0]);
    expect(PaymentRefunded.schema.parse(events[0]?.data)).toMatchObject({
      refundId: anId(30),
      method: 'cash',
      amount: { amount: 3198, currency: 'USD' },
      reason: 'It was cold.',
      refundedAt: minutesLater(50).toISOString(),
    });
  });

  it('in parts leaves the rest due', () => {
    const partly = refund(cancelledAndPaid(), 1000).order;
    expect(partly.payment.status).toBe('refund-due');
    expect(refundDue(partly).amount).toBe(2198);
    expect(refund(partly, 2198).order.payment.status).toBe('refunded');
  });

  it('is never more than was paid and not given back', () => {
    const refusal = { kind: 'conflict', code: 'more-than-paid' };
    expect(refusalOf(() => refund(cancelledAndPaid(), 3199))).toMatchObject(refusal);
    expect(refusalOf(() => refund(refund(cancelledAndPaid(), 1000).order, 2199))).toMatchObject(refusal);
  });

  it('is refused when nothing was paid, and when all of it is back', () => {
    const refusal = { kind: 'conflict', code: 'nothing-to-refund' };
    expect(refusalOf(() => refund(aCancelledOrder(), 1))).toMatchObject(refusal);
    expect(refusalOf(() => refund(refund(cancelledAndPaid(), 3198).order, 1))).toMatchObject(refusal);
  });

  it('is due for one that could not be delivered, too', () => {
    const cancelled = cancelOrder(aPaidOrder(anOrderBroughtBack()), { by: 'staff', reason: 'Gone.' }, minutesLater(45));
    expect(refund(cancelled.order, 3198).order.payment.status).toBe('refunded');
  });

  it('is given in the currency of the order', () => {
    const refusal = refusalOf(() => refund(cancelledAndPaid(), 3198, 'staff', 'EUR'));
    expect(refusal).toMatchObject({ kind: 'invalid', code: 'other-currency' });
  });
});

describe('money back for a delivered order', () => {
  it('is given by a manager, and leaves the order paid with what is back beside it', () => {
    const { order, events } = refund(deliveredAndPaid(), 500, 'manager');
    expect(order.progress.status).toBe('delivered');
    expect(order.payment.status).toBe('paid');
    expect([kept(order).amount, outstanding(order).amount, refundDue(order).amount]).toEqual([2698, 0, 0]);
    expect(events).toHaveLength(1);
  });

  it('of all of it makes the order refunded, and of more is refused', () => {
    const partly = refund(deliveredAndPaid(), 500, 'manager').order;
    expect(refund(partly, 2698, 'manager').order.payment.status).toBe('refunded');
    expect(refusalOf(() => refund(partly, 2699, 'manager'))).toMatchObject({ code: 'more-than-paid' });
    expect(refusalOf(() => refund(refund(partly, 2698, 'manager').order, 1, 'manager'))).toMatchObject({
      code: 'nothing-to-refund',
    });
  });

  it('is not given by other staff', () => {
    expect(refusalOf(() => refund(deliveredAndPaid(), 500))).toMatchObject({ kind: 'forbidden', code: 'manager-only' });
  });

  it.each<[string, Order]>([
    ['placed and paid', aPaidOrder()],
    ['cooking and paid', aPaidOrder(aCookingOrder())],
    ['brought back and paid', aPaidOrder(anOrderBroughtBack())],
    ['delivered and not paid', aDeliveredOrder(aReadyOrder(aPlacedOrder()))],
  ])('is not given while the order is %s', (_, order) => {
    expect(refusalOf(() => refund(order, 500, 'manager'))).toMatchObject({ kind: 'conflict', code: 'not-refundable' });
  });
});
