import fc from 'fast-check';
import { aShelf, orderIdOf, anOrderFor } from '../testing/fixtures';
import { adjust } from './adjust';
import { crosses, type SmallestPortion, unavailableOf } from './availability';
import { orderPlaced } from './orders';
import { StockBook } from './stock-book';

const portions: readonly SmallestPortion[] = [
  { sku: 'margherita', needs: { dough: 188, basil: 5 } },
  { sku: 'diavola', needs: { dough: 188, chili: 3 } },
  { sku: 'basil', needs: { basil: 4 } },
];

describe('what cannot be made', () => {
  it('is what takes more of anything than is free, with all that is missing', () => {
    expect(unavailableOf(portions, { dough: 188, basil: 5, chili: 3 })).toEqual([]);
    expect(unavailableOf(portions, { dough: 187, basil: 4 })).toEqual([
      { sku: 'diavola', missing: ['chili', 'dough'] },
      { sku: 'margherita', missing: ['basil', 'dough'] },
    ]);
  });

  it('changes exactly when an ingredient comes across what a portion takes of it', () => {
    const amounts = portions.flatMap(({ needs }) => ('basil' in needs ? [needs.basil ?? 0] : []));
    fc.assert(
      fc.property(fc.nat(10), fc.nat(10), (before, after) => {
        const list = (basil: number) => JSON.stringify(unavailableOf(portions, { dough: 1_000, chili: 0, basil }));
        expect(crosses(amounts, before, after)).toBe(list(before) !== list(after));
      }),
    );
  });
});

describe('a decision about the stock', () => {
  const basil = (free: number) => aShelf('basil', free + 50, { reserved: 50, smallestPortions: [4, 5] });

  it.each([
    ['less of it, and enough', 100, 5, false],
    ['less than one portion', 100, 4, true],
    ['nothing', 4, 0, true],
    ['more, and not enough', 0, 3, false],
    ['enough again', 3, 5, true],
  ])('that leaves %s free changes the menu: %#', (_what, before, after, changes) => {
    const book = new StockBook([basil(before)]);
    adjust(book, 'basil', { kind: 'count', quantity: after + 50, by: 'mario' });
    expect(book.change().changesMenu).toBe(changes);
  });

  it('changes the menu by what it sets aside, too', () => {
    const book = new StockBook([basil(10)]);
    orderPlaced(book, orderIdOf(1), undefined, anOrderFor({ basil: 6 }));
    expect(book.change().changesMenu).toBe(true);
  });
});
