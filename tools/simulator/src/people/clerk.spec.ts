import { halfOf } from './purchase-orders';
import { findingOf, type Shelf, wantedOf } from './shelves';

const full: Shelf = { id: 'dough', onHand: 1_000, available: 900, par: 1_000, low: false };
const empty: Shelf = { id: 'basil', onHand: 10, available: 0, par: 100, low: true };

describe('the stock clerk', () => {
  it('wants what is low, and what orders wait for', () => {
    expect(wantedOf([full, empty], new Set())).toEqual(new Map([['basil', 90]]));
    expect(wantedOf([full, empty], new Set(['dough']))).toEqual(
      new Map([
        ['dough', 500],
        ['basil', 90],
      ]),
    );
  });

  it('throws a little away on one round, and counts a little less on the next', () => {
    expect(findingOf([full], 2)).toEqual({
      id: 'dough',
      adjustment: { kind: 'waste', quantity: 10, note: 'dropped on round 2' },
    });
    expect(findingOf([full], 3)).toEqual({
      id: 'dough',
      adjustment: { kind: 'count', quantity: 990, note: 'counted on round 3' },
    });
  });

  it('checks one shelf after the other, and leaves what is half empty alone', () => {
    expect(findingOf([full, empty], 4)?.id).toBe('dough');
    expect(findingOf([full, empty], 5)).toBeUndefined();
    expect(findingOf([], 1)).toBeUndefined();
  });

  it('books in half of what is outstanding, and nothing of what came', () => {
    const lines = [
      { ingredientId: 'dough', outstanding: 501 },
      { ingredientId: 'basil', outstanding: 0 },
    ];
    expect(halfOf({ id: 'po', number: 3, lines })).toEqual([{ ingredientId: 'dough', quantity: 251 }]);
  });
});
