import { PurchaseOrderPlaced } from '@pizzeria/contracts';
import { aShelf, at, orderIdOf } from '../testing/fixtures';
import { Refusal } from './refusal';
import { adjust } from './adjust';
import { blankOrder, orderUpToPar, putAway } from './purchase-order';
import { StockBook } from './stock-book';
import { suppliers } from './suppliers';

const blank = blankOrder(suppliers.dairy, { purchaseOrderId: orderIdOf(9), number: 7, placedAt: at('18:30') });
const mozzarella = aShelf('mozzarella', 40_000, { reserved: 10_000 });
const parmesan = aShelf('parmesan', 1_000);

describe('ordering from a supplier', () => {
  it('fills up to par what is low, counted by what is free', () => {
    const ordered = orderUpToPar(blank, [mozzarella]);
    const lines = [{ ingredientId: 'mozzarella', name: 'Mozzarella', unit: 'g', quantity: 100_000 }];
    expect(ordered).toEqual({
      order: { ...blank, version: 1, lines },
      events: [
        {
          event: PurchaseOrderPlaced,
          data: { purchaseOrderId: orderIdOf(9), number: 7, supplier: suppliers.dairy, lines, placedAt: at('18:30') },
        },
      ],
    });
  });

  it('says the whole order again when a line is added to the open one', () => {
    const open = orderUpToPar(blank, [mozzarella])?.order ?? blank;
    const grown = orderUpToPar(open, [mozzarella, parmesan]);
    expect(grown?.order.version).toBe(2);
    expect(grown?.events[0]?.data.lines.map(({ ingredientId, quantity }) => [ingredientId, quantity])).toEqual([
      ['mozzarella', 100_000],
      ['parmesan', 5_000],
    ]);
  });

  it('orders nothing twice, and takes nothing back', () => {
    const open = orderUpToPar(blank, [mozzarella])?.order ?? blank;
    expect(orderUpToPar(open, [mozzarella])).toBeUndefined();
    expect(orderUpToPar(open, [aShelf('mozzarella', 44_000)])).toBeUndefined();
    expect(orderUpToPar(blank, [])).toBeUndefined();
  });

  it('puts what comes on the shelves', () => {
    const open = orderUpToPar(blank, [parmesan])?.order ?? blank;
    const book = new StockBook([parmesan]);
    putAway(book, open, 'mario');
    expect(book.change()).toMatchObject({
      shelves: [{ onHand: 6_000 }],
      movements: [{ kind: 'delivery', quantity: 5_000, purchaseOrderId: orderIdOf(9), by: 'mario' }],
    });
    expect(book.freed).toEqual(['parmesan']);
  });
});

describe('an adjustment', () => {
  const after = (kind: 'delivery' | 'waste' | 'count', quantity: number) => {
    const book = new StockBook([aShelf('parmesan', 1_000)]);
    adjust(book, 'parmesan', { kind, quantity, by: 'mario' });
    return book.change();
  };

  it.each([
    ['delivery', 200, 1_200],
    ['waste', 200, 800],
    ['waste', 1_000, 0],
    ['count', 200, 200],
    ['count', 0, 0],
    ['count', 1_500, 1_500],
  ] as const)('%s of %d g leaves %d g of 1000', (kind, quantity, left) => {
    const { shelves, movements } = after(kind, quantity);
    expect(shelves).toMatchObject([{ onHand: left }]);
    expect(movements).toMatchObject([{ kind, quantity: left - 1_000 }]);
  });

  it('that throws away more than lies there is refused', () => {
    expect(() => after('waste', 1_001)).toThrow(Refusal);
  });

  it('of more than fits in any shop is refused', () => {
    expect(() => after('delivery', 100_000_000)).toThrow(Refusal);
  });

  it('of an unknown ingredient is refused', () => {
    const book = new StockBook([]);
    expect(() => adjust(book, 'gold', { kind: 'count', quantity: 1, by: 'mario' })).toThrow('no such ingredient');
  });
});
