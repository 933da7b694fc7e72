import { PurchaseOrderPlaced } from '@pizzeria/contracts';
import fc from 'fast-check';
import { aPurchaseOrder, aPurchaseOrderLine as line, aShelf, at } from '../testing/fixtures';
import { arrivalOf, putAway } from './arrival';
import { orderUpToPar, outstanding, type PurchaseOrder, sendOrder, type Wanted } from './purchase-order';
import { StockBook } from './stock-book';

const wanted = (ingredientId: string, free: number, but: Partial<Wanted> = {}): Wanted => ({
  shelf: aShelf(ingredientId, free + 500, { reserved: 500 }),
  awaited: 0,
  onItsWay: 0,
  ...but,
});

describe('ordering from a supplier', () => {
  it('fills up to par what is wanted, counted by what is free', () => {
    expect(orderUpToPar([], [wanted('mozzarella', 30_000)])).toEqual([line('mozzarella', 100_000)]);
  });

  it('adds what orders wait for, and leaves out what is on its way', () => {
    expect(orderUpToPar([], [wanted('parmesan', 1_000, { awaited: 300, onItsWay: 2_000 })])).toEqual([
      line('parmesan', 3_300),
    ]);
    expect(orderUpToPar([], [wanted('parmesan', 1_000, { onItsWay: 5_000 })])).toBeUndefined();
  });

  it('adds lines to the open order, and to its lines', () => {
    const open = [line('mozzarella', 90_000)];
    expect(orderUpToPar(open, [wanted('mozzarella', 30_000), wanted('parmesan', 1_000)])).toEqual([
      line('mozzarella', 100_000),
      line('parmesan', 5_000),
    ]);
  });

  it('orders nothing twice, and takes nothing back', () => {
    const open = [line('mozzarella', 100_000)];
    expect(orderUpToPar(open, [wanted('mozzarella', 30_000)])).toBeUndefined();
    expect(orderUpToPar(open, [wanted('mozzarella', 44_000)])).toBeUndefined();
    expect(orderUpToPar([], [])).toBeUndefined();
  });
});

describe('sending a purchase order', () => {
  const open = aPurchaseOrder('open', [line('parmesan', 5_000)]);

  it('says the whole order, once', () => {
    const sent = sendOrder(open, at('18:45'));
    expect(sent).toMatchObject({ already: false, order: { state: 'sent', version: 1, sentAt: at('18:45') } });
    const { purchaseOrderId, number, supplier } = open;
    const lines = [{ ingredientId: 'parmesan', name: 'Parmesan', unit: 'g', quantity: 5_000 }];
    const data = { purchaseOrderId, number, supplier, lines, placedAt: at('18:45') };
    expect(sent.said).toEqual({ event: PurchaseOrderPlaced, data });
    expect(sendOrder(sent.order, at('18:46'))).toEqual({ order: sent.order, already: true });
  });
});

describe('what a supplier brings', () => {
  const sent = aPurchaseOrder('sent', [line('parmesan', 5_000), line('mozzarella', 100_000)]);
  const brings = (order: PurchaseOrder, brought: Parameters<typeof arrivalOf>[1]) =>
    arrivalOf(order, brought, at('19:00'));
  const refusal = (order: PurchaseOrder, brought: Parameters<typeof arrivalOf>[1]): unknown => {
    try {
      return brings(order, brought);
    } catch (error) {
      return error;
    }
  };
  const some = (ingredientId: string, quantity: number) => ({ ingredientId, quantity });

  it('is all that is outstanding when nobody says otherwise, and the order is closed', () => {
    const { order, came, already } = brings(sent, {});
    expect(order).toMatchObject({ state: 'received', receivedAt: at('19:00') });
    expect(order.lines.map(outstanding)).toEqual([0, 0]);
    expect({ came, already }).toEqual({
      came: [some('parmesan', 5_000), some('mozzarella', 100_000)],
      already: false,
    });
    expect(brings(order, {})).toMatchObject({ order, came: [], already: true });
  });

  it('may come in parts: the last one closes the order', () => {
    const first = brings(sent, { lines: [some('parmesan', 2_000), some('mozzarella', 100_000)] });
    expect(first.order.state).toBe('partly-received');
    expect(first.order.lines.map(outstanding)).toEqual([3_000, 0]);
    expect(brings(first.order, { lines: [some('parmesan', 2_999)] }).order.state).toBe('partly-received');
    const last = brings(first.order, {});
    expect(last.came).toEqual([some('parmesan', 3_000)]);
    expect(last.order.state).toBe('received');
  });

  it('may be less than ordered, and all that will come', () => {
    const closed = brings(sent, { lines: [some('parmesan', 2_000)], complete: true });
    expect(closed.order).toMatchObject({ state: 'received', lines: [{ received: 2_000 }, { received: 0 }] });
    expect(brings(sent, { complete: true })).toMatchObject({ came: [], order: { state: 'received' } });
  });

  it.each([
    ['before it was sent', aPurchaseOrder('open', sent.lines), {}, 'purchase-order-open'],
    [
      'when it is closed',
      aPurchaseOrder('received', sent.lines),
      { lines: [some('parmesan', 1)] },
      'purchase-order-received',
    ],
    ['more than is outstanding', sent, { lines: [some('parmesan', 5_001)] }, 'more-than-outstanding'],
    [
      'more than is outstanding in two lines',
      sent,
      { lines: [some('parmesan', 3_000), some('parmesan', 3_000)] },
      'more-than-outstanding',
    ],
    ['what was not ordered', sent, { lines: [some('basil', 1)] }, 'not-ordered'],
  ] as const)('is refused %s', (_what, order, brought, code) => {
    expect(refusal(order, brought)).toMatchObject({ code });
  });

  it('adds up to what was ordered, however it is parted', () => {
    const parts = fc.array(fc.record({ parmesan: fc.nat(3_000), mozzarella: fc.nat(60_000) }), { maxLength: 6 });
    fc.assert(
      fc.property(parts, (brought) => {
        let order: PurchaseOrder = sent;
        const came: { ingredientId: string; quantity: number }[] = [];
        for (const part of [...brought, undefined]) {
          const lines = order.lines.map((one) =>
            some(one.ingredientId, Math.min(outstanding(one), part?.[one.ingredientId as 'parmesan'] ?? Infinity)),
          );
          if (order.state === 'received') break;
          const arrival = brings(order, { lines: lines.filter(({ quantity }) => quantity > 0) });
          came.push(...arrival.came);
          order = arrival.order;
        }
        expect(order.state).toBe('received');
        for (const { ingredientId, quantity } of sent.lines) {
          const own = came.filter((one) => one.ingredientId === ingredientId);
          expect(own.reduce((sum, one) => sum + one.quantity, 0)).toBe(quantity);
        }
      }),
    );
  });

  it('goes on the shelves', () => {
    const book = new StockBook([aShelf('parmesan', 1_000), aShelf('mozzarella', 0)]);
    putAway(book, brings(sent, { lines: [some('parmesan', 2_000)] }), 'mario');
    expect(book.change()).toMatchObject({
      shelves: [{ onHand: 3_000 }],
      movements: [{ kind: 'delivery', quantity: 2_000, purchaseOrderId: sent.purchaseOrderId, by: 'mario' }],
    });
    expect(book.freed).toEqual(['parmesan']);
  });
});
