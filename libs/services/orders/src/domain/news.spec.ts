import fc from 'fast-check';
import { OrderCancelled } from '@pizzeria/contracts';
import {
  aCancelledOrder,
  aCookingOrder,
  aDeliveredOrder,
  aPaidOrder,
  aPlacedOrder,
  aReadyOrder,
  aRecalledOrder,
  anOrderBroughtBack,
  anOrderWithItsCourier,
  bruno,
  minutesLater,
} from '../testing/orders';
import { dispatchOrder } from './hand-over';
import { cookingStarted, estimateChanged, leftUnattended, madeReady, recalled } from './kitchen-news';
import type { Missing, Order } from './order';
import { stockReserved, stockShort } from './stock-news';

const at = (minutes: number): string => minutesLater(minutes).toISOString();
const noBasil: readonly Missing[] = [{ ingredientId: 'basil', name: 'Basil', unit: 'g', needed: 24, onHand: 5 }];

const begin = (order: Order) => cookingStarted(order, { startedAt: at(6), estimatedReady: at(16) }, 1).order;
const finish = (order: Order) => madeReady(order, { startedAt: at(6), readyAt: at(15) }, 2).order;
const recall = (order: Order) => recalled(order, { recalledAt: at(16) }, 3).order;
const finishAgain = (order: Order) => madeReady(order, { startedAt: at(6), readyAt: at(20) }, 4).order;

describe('news from the kitchen', () => {
  it('shows cooking, then ready', () => {
    expect(begin(aPlacedOrder()).progress).toMatchObject({ status: 'cooking', startedAt: at(6) });
    const { progress } = finish(begin(aPlacedOrder()));
    expect(progress).toEqual({ status: 'ready', startedAt: at(6), readyAt: at(15), asOf: 2 });
  });

  it('that arrives the wrong way round still ends in ready', () => {
    expect(begin(finish(aPlacedOrder())).progress.status).toBe('ready');
  });

  it('takes back that an order is ready, until it is ready again', () => {
    const back = recall(aReadyOrder());
    expect(back.progress).toEqual({ status: 'cooking', startedAt: at(5), recalledAt: at(16), asOf: 3 });
    expect(finishAgain(back).progress).toMatchObject({ status: 'ready', readyAt: at(20) });
  });

  it.each<[string, Order]>([
    ['cancelled', aCancelledOrder()],
    ['out for delivery', anOrderWithItsCourier()],
    ['brought back', anOrderBroughtBack()],
    ['delivered', aDeliveredOrder()],
  ])('changes nothing once the order is %s', (_, order) => {
    for (const hear of [begin, finish, recall, finishAgain]) expect(hear(order)).toBe(order);
  });

  it('of an order that was brought back counts when it is made anew after that', () => {
    const anew = recalled(anOrderBroughtBack(), { recalledAt: at(31) }, 5).order;
    expect(anew.progress.status).toBe('cooking');
    const ready = { startedAt: at(5), readyAt: at(38) };
    expect(madeReady(anew, ready, 6).order.progress.status).toBe('ready');
    const wrongWayRound = madeReady(anOrderBroughtBack(), ready, 6).order;
    expect(recalled(wrongWayRound, { recalledAt: at(31) }, 5).order).toBe(wrongWayRound);
    expect(dispatchOrder(wrongWayRound, bruno, minutesLater(39)).order.progress.status).toBe('out-for-delivery');
  });

  it('repeated changes nothing', () => {
    const cooking = aCookingOrder();
    expect(begin(cooking)).toBe(cooking);
    const ready = aReadyOrder();
    expect(finish(ready)).toBe(ready);
    const back = aRecalledOrder();
    expect(recall(back)).toBe(back);
  });

  it('of orders that were kept before sequences were noted is understood', () => {
    const cooking: Order = {
      ...aPlacedOrder(),
      progress: { status: 'cooking', startedAt: at(6), estimatedReady: at(16) },
    };
    const ready: Order = { ...aPlacedOrder(), progress: { status: 'ready', readyAt: at(15) } };
    expect(begin(cooking)).toBe(cooking);
    expect(finish(cooking)).toEqual(finish(begin(aPlacedOrder())));
    expect(begin(ready).progress).toMatchObject({ status: 'ready', startedAt: at(6) });
    expect(recall(ready).progress.status).toBe('cooking');
  });

  it('ends the same in whatever order and however often it comes', () => {
    const all = [begin, finish, recall, finishAgain];
    const deliveries = fc
      .integer({ min: 1, max: all.length })
      .map((count) => all.slice(0, count))
      .chain((news) =>
        fc.array(fc.constantFrom(...news)).chain((again) => fc.tuple(fc.constant(news), shuffled([...news, ...again]))),
      );
    fc.assert(
      fc.property(deliveries, ([news, delivered]) => {
        const straight = news.reduce((order, hear) => hear(order), aPlacedOrder());
        expect(delivered.reduce((order, hear) => hear(order), aPlacedOrder())).toEqual(straight);
      }),
      { numRuns: 1_000 },
    );
  });
});

const shuffled = <T>(all: readonly T[]) =>
  fc.shuffledSubarray([...all], { minLength: all.length, maxLength: all.length });

describe('a changed estimate', () => {
  const expectAt = (order: Order, minutes: number, sequence: number) =>
    estimateChanged(order, { newEstimate: at(minutes), reason: 'An oven is cold.' }, sequence).order;

  it('is shown, and the promise stays what it was', () => {
    const order = expectAt(aPlacedOrder(), 50, 1);
    expect(order.estimate).toEqual({ expectedAt: at(50), reason: 'An oven is cold.', asOf: 1 });
    expect(order.estimatedDelivery).toBe(aPlacedOrder().estimatedDelivery);
  });

  it('is the newest that the kitchen said, in whatever order it comes', () => {
    const newer = expectAt(aPlacedOrder(), 60, 3);
    expect(expectAt(newer, 50, 2)).toBe(newer);
    expect(expectAt(newer, 60, 3)).toBe(newer);
    expect(expectAt(newer, 40, 4).estimate?.expectedAt).toBe(at(40));
  });
});

describe('an order that nobody starts', () => {
  const complain = (order: Order, level: 1 | 2 | 3) =>
    leftUnattended(order, { level, waitingSince: at(0) }, level, minutesLater(10 * level));

  it.each([1, 2] as const)('at level %i is shown so, and nothing else', (level) => {
    const { order, events } = complain(aPlacedOrder(), level);
    expect(order).toEqual({ ...aPlacedOrder(), unattended: { level, waitingSince: at(0), asOf: level } });
    expect(events).toEqual([]);
  });

  it('at level 3 is called off by the system, and what was paid is due back', () => {
    const { order, events } = complain(aPaidOrder(), 3);
    expect(order).toMatchObject({
      progress: { status: 'cancelled', by: 'system', cancelledAt: at(30) },
      payment: { status: 'refund-due' },
    });
    expect(OrderCancelled.schema.parse(events[0]?.data)).toMatchObject({
      by: 'system',
      reason: 'The shop could not start the order in time.',
      refundDue: { amount: 3198, currency: 'USD' },
    });
  });

  it.each<[string, Order]>([
    ['cooking', aCookingOrder()],
    ['ready', aReadyOrder()],
    ['out for delivery', anOrderWithItsCourier()],
    ['brought back', anOrderBroughtBack()],
    ['delivered', aDeliveredOrder()],
    ['cancelled', aCancelledOrder()],
  ])('is not called off when it is %s meanwhile', (_, order) => {
    const decision = complain(order, 3);
    expect(decision.order.progress).toBe(order.progress);
    expect(decision.events).toEqual([]);
  });

  it('stays called off whatever the kitchen says late', () => {
    const { order } = complain(aPlacedOrder(), 3);
    expect(begin(order)).toBe(order);
    expect(finish(order)).toBe(order);
  });

  it('ends called off, and is so once, in whatever order and however often it is said', () => {
    const levels = [1, 2, 3] as const;
    const deliveries = fc.array(fc.constantFrom(...levels)).chain((again) => shuffled([...levels, ...again]));
    fc.assert(
      fc.property(deliveries, (said) => {
        let order = aPlacedOrder();
        let cancellations = 0;
        for (const level of said) {
          const decision = complain(order, level);
          order = decision.order;
          cancellations += decision.events.length;
        }
        expect(cancellations).toBe(1);
        expect(order).toEqual(complain(aPlacedOrder(), 3).order);
      }),
    );
  });
});

describe('news of the stock', () => {
  it('shows what is missing, and that it is there again', () => {
    const short = stockShort(aPlacedOrder(), noBasil, 1).order;
    expect(short.stock).toEqual({ status: 'short', asOf: 1, missing: noBasil });
    expect(stockReserved(short, 2).order.stock).toEqual({ status: 'reserved', asOf: 2 });
  });

  it('that comes late changes nothing', () => {
    const reserved = stockReserved(aPlacedOrder(), 2).order;
    expect(stockShort(reserved, noBasil, 1).order).toBe(reserved);
    expect(stockReserved(reserved, 2).order).toBe(reserved);
  });

  it('ends with what inventory said last, in whatever order and however often it comes', () => {
    const said = fc.uniqueArray(fc.integer({ min: 1, max: 20 }), { minLength: 1 });
    fc.assert(
      fc.property(said, fc.func(fc.boolean()), (sequences, isShort) => {
        const hear = (order: Order, sequence: number) =>
          isShort(sequence) ? stockShort(order, noBasil, sequence).order : stockReserved(order, sequence).order;
        const { stock } = [...sequences, ...sequences].reduce(hear, aPlacedOrder());
        const last = Math.max(...sequences);
        expect(stock).toMatchObject({ status: isShort(last) ? 'short' : 'reserved', asOf: last });
      }),
    );
  });
});
