import { aShelf } from '../testing/fixtures';
import { adjust } from './adjust';
import { Refusal } from './refusal';
import { StockBook } from './stock-book';

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
