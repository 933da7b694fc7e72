import type { OrderLine } from '@pizzeria/contracts';
import fc from 'fast-check';
import { soldItemsOf } from './sold-items';

const aLine = (changes: Partial<OrderLine>): OrderLine => {
  const halves = changes.halves === undefined ? { sku: 'margherita' } : {};
  const line = { line: 1, kind: 'pizza' as const, name: 'A pizza', quantity: 1, extras: [], unitPrice: 900 };
  return { ...line, ...halves, lineTotal: 900, ...changes };
};

describe('what an order sold', () => {
  it('names a pizza, what lies on it and what is drunk with it', () => {
    const lines = [aLine({ quantity: 2, extras: ['basil'] }), aLine({ kind: 'drink', sku: 'cola', lineTotal: 250 })];
    expect(soldItemsOf(lines)).toEqual([
      { item: 'margherita', kind: 'pizza', quantity: 2, revenue: 900 },
      { item: 'basil', kind: 'extra', quantity: 2 },
      { item: 'cola', kind: 'drink', quantity: 1, revenue: 250 },
    ]);
  });

  it('counts each half of a pizza under its own name', () => {
    expect(soldItemsOf([aLine({ halves: ['diavola', 'margherita'], quantity: 1, lineTotal: 1_001 })])).toEqual([
      { item: 'diavola', kind: 'half', quantity: 1, revenue: 501 },
      { item: 'margherita', kind: 'half', quantity: 1, revenue: 500 },
    ]);
  });

  it('adds up what stands on several lines', () => {
    expect(soldItemsOf([aLine({ extras: ['basil'] }), aLine({ quantity: 2, extras: ['basil'] })])).toEqual([
      { item: 'margherita', kind: 'pizza', quantity: 3, revenue: 1_800 },
      { item: 'basil', kind: 'extra', quantity: 3 },
    ]);
  });

  it('costs what its lines cost, to the unit', () => {
    const sku = fc.constantFrom('margherita', 'diavola', 'hawaiian');
    const line = fc
      .record({
        of: fc.oneof(
          sku.map((one) => ({ sku: one })),
          fc.tuple(sku, sku).map((halves) => ({ halves })),
        ),
        quantity: fc.integer({ min: 1, max: 50 }),
        extras: fc.array(sku, { maxLength: 3 }),
        lineTotal: fc.integer({ min: 0, max: 1_000_000 }),
      })
      .map(({ of, ...rest }) => aLine({ ...rest, ...of }));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), (lines) => {
        const revenue = soldItemsOf(lines).reduce((sum, one) => sum + (one.revenue ?? 0), 0);
        expect(revenue).toBe(lines.reduce((sum, { lineTotal }) => sum + lineTotal, 0));
      }),
    );
  });
});
