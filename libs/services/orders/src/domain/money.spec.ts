import fc from 'fast-check';
import { aPlacedOrder, aReadyOrder, anId, anOrderBroughtBack, minutesLater } from '../testing/orders';
import { cancelOrder } from './cancel';
import { Refusal } from './refusal';
import { deliverOrder } from './hand-over';
import { kept, outstanding, paidSoFar, refundDue, refundedSoFar } from './money';
import { unchanged, type Decision, type Order } from './order';
import { recordPayment } from './pay';
import { refundPayment } from './refund';

const now = minutesLater(60);

/** What may happen to an order's money, with shares of its total in thousandths: more than all of it, too. */
type Step =
  | { readonly what: 'pay' | 'refund'; readonly share: number }
  | { readonly what: 'pay the rest' | 'cancel' | 'deliver' };

const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ what: fc.constantFrom('pay' as const, 'refund' as const), share: fc.integer({ min: 1, max: 1_500 }) }),
  fc.record({ what: fc.constantFrom('pay the rest' as const, 'cancel' as const, 'deliver' as const) }),
);

const currencies = { JPY: 2_400, USD: 3_198, KWD: 9_750 } as const;

const pricedIn = (order: Order, currency: keyof typeof currencies): Order => ({
  ...order,
  totalAmount: { amount: currencies[currency], currency },
});

const pay = (order: Order, amount: number): Decision =>
  recordPayment(order, { id: anId(40), method: 'card', amount: { ...order.totalAmount, amount } }, now);

const giveBack = (order: Order, amount: number): Decision => {
  const money = { ...order.totalAmount, amount };
  return refundPayment(order, { id: anId(41), method: 'card', amount: money, reason: 'Cold.', by: 'manager' }, now);
};

const decide = (order: Order, step: Step): Decision => {
  switch (step.what) {
    case 'pay':
      return pay(order, Math.ceil((order.totalAmount.amount * step.share) / 1_000));
    case 'pay the rest':
      return pay(order, outstanding(order).amount);
    case 'refund':
      return giveBack(order, Math.ceil((order.totalAmount.amount * step.share) / 1_000));
    case 'cancel':
      return cancelOrder(order, { by: 'staff', reason: 'No gas.' }, now);
    case 'deliver':
      return deliverOrder(order, now);
    default:
      return step satisfies never;
  }
};

/** A step that is refused changes nothing. */
const attempt = (order: Order, step: Step): Decision => {
  try {
    return decide(order, step);
  } catch (error) {
    if (error instanceof Refusal) return unchanged(order);
    throw error;
  }
};

const after = (order: Order, step: Step): Order => attempt(order, step).order;

const settle = (order: Order): Order => {
  const due = refundDue(order).amount;
  const back = due > 0 ? giveBack(order, due).order : order;
  const rest = outstanding(back).amount;
  return rest > 0 ? pay(back, rest).order : back;
};

/** What must not be of an order's money, whatever happened. */
const wrongWith = (order: Order): readonly string[] => {
  const [paid, refunded] = [paidSoFar(order).amount, refundedSoFar(order).amount];
  const amounts = [outstanding(order), kept(order), refundDue(order)].map(({ amount }) => amount);
  return [
    ...(paid > order.totalAmount.amount ? ['more was paid than it costs'] : []),
    ...(refunded > paid ? ['more was given back than was paid'] : []),
    ...(amounts.some((amount) => !Number.isInteger(amount) || amount < 0) ? ['an amount is no whole amount'] : []),
  ];
};

describe.each(['JPY', 'USD', 'KWD'] as const)('the money of an order in %s', (currency) => {
  const starts = [aPlacedOrder(), aReadyOrder(), anOrderBroughtBack()].map((order) => pricedIn(order, currency));
  const lives = fc.tuple(fc.constantFrom(...starts), fc.array(steps, { maxLength: 12 }));

  it('is never negative, never more than its price, and never given back beyond what was paid', () => {
    fc.assert(
      fc.property(lives, ([start, life]) => {
        let order = start;
        const wrong = life.flatMap((step) => wrongWith((order = after(order, step))));
        expect(wrong).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('once settled is what is owed: nothing when cancelled, else the price less what was given of it', () => {
    fc.assert(
      fc.property(lives, ([start, life]) => {
        const order = settle(life.reduce(after, start));
        const cancelled = order.progress.status === 'cancelled';
        const given = cancelled ? 0 : refundedSoFar(order).amount;
        const owed = cancelled ? 0 : order.totalAmount.amount - given;
        const wasPaid = paidSoFar(order).amount > 0;
        expect({
          wrong: wrongWith(order),
          has: paidSoFar(order).amount - refundedSoFar(order).amount,
          open: outstanding(order).amount + refundDue(order).amount,
          status: order.payment.status,
        }).toEqual({
          wrong: [],
          has: owed,
          open: 0,
          status: wasPaid && owed === 0 ? 'refunded' : cancelled ? 'unpaid' : 'paid',
        });
      }),
      { numRuns: 2_000 },
    );
  });

  it('adds up in what is told: payments, refunds, and what a cancellation says is due', () => {
    fc.assert(
      fc.property(lives, ([start, life]) => {
        const saidDue: number[] = [];
        const wasTold: number[] = [];
        let [told, order] = [0, start];
        for (const step of life) {
          const { order: next, events } = attempt(order, step);
          order = next;
          for (const { data } of events) {
            if ('paymentId' in data) told += data.amount.amount;
            if ('refundId' in data) told -= data.amount.amount;
            if (!('cancelledAt' in data)) continue;
            saidDue.push(data.refundDue?.amount ?? 0);
            wasTold.push(told);
          }
        }
        expect([told, ...saidDue]).toEqual([kept(order).amount, ...wasTold]);
      }),
      { numRuns: 2_000 },
    );
  });
});
