import fc from 'fast-check';
import { aCancelledOrder, aCookingOrder, aPlacedOrder, aReadyOrder, anOrderWithItsCourier } from '../testing/orders';
import { cookingStarted, madeReady } from './kitchen-news';
import { orderStatuses, type Missing, type Order } from './order';
import { stockReserved, stockShort } from './stock-news';

const begun = {
  orderId: aPlacedOrder().id,
  number: 42,
  startedAt: '2026-03-14T18:36:00.000Z',
  estimatedReady: '2026-03-14T18:46:00.000Z',
};
const done = { readyAt: '2026-03-14T18:45:00.000Z' };
const noBasil: readonly Missing[] = [{ ingredientId: 'basil', name: 'Basil', unit: 'g', needed: 24, onHand: 5 }];

const begin = (order: Order) => cookingStarted(order, begun).order;
const finish = (order: Order) => madeReady(order, done).order;

describe('news from the kitchen', () => {
  it('shows cooking, then ready', () => {
    expect(begin(aPlacedOrder()).progress).toMatchObject({ status: 'cooking', startedAt: begun.startedAt });
    expect(finish(begin(aPlacedOrder())).progress).toEqual({ status: 'ready', readyAt: done.readyAt });
  });

  it('that arrives the wrong way round still ends in ready', () => {
    expect(begin(finish(aPlacedOrder())).progress.status).toBe('ready');
  });

  it.each<[string, Order]>([
    ['cancelled', aCancelledOrder()],
    ['out for delivery', anOrderWithItsCourier()],
  ])('changes nothing once the order is %s', (_, order) => {
    expect(begin(order)).toBe(order);
    expect(finish(order)).toBe(order);
  });

  it('repeated changes nothing', () => {
    const cooking = aCookingOrder();
    expect(begin(cooking)).toBe(cooking);
    const ready = aReadyOrder();
    expect(finish(ready)).toBe(ready);
  });

  it('only ever moves an order forward, in whatever order and however often it comes', () => {
    const rank = (order: Order) => orderStatuses.indexOf(order.progress.status);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(begin, finish)), (news) => {
        let order = aPlacedOrder();
        for (const hear of news) {
          const before = rank(order);
          order = hear(order);
          expect(rank(order)).toBeGreaterThanOrEqual(before);
        }
        if (news.includes(finish)) expect(order.progress.status).toBe('ready');
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
