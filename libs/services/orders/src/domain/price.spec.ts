import fc from 'fast-check';
import { aCola, twoMargheritas } from '../testing/orders';
import { theMenu } from '../testing/menu';
import { Failure } from './failure';
import { priceItems, totalOf, type ItemDraft } from './price';

const priced = (...items: readonly ItemDraft[]) => totalOf(priceItems(items, theMenu), 'USD').amount;

const refusalOf = (...items: readonly ItemDraft[]): Failure => {
  try {
    priceItems(items, theMenu);
  } catch (error) {
    if (error instanceof Failure) return error;
  }
  throw new Error('nothing was refused');
};

describe('the price of an order', () => {
  it('is 31.98 for two large margheritas with extra basil', () => {
    expect(priceItems([twoMargheritas], theMenu)).toEqual([
      {
        line: 1,
        kind: 'pizza',
        sku: 'margherita',
        name: 'Margherita',
        size: 'large',
        quantity: 2,
        extras: ['basil'],
        unitPrice: 1599,
        lineTotal: 3198,
      },
    ]);
    expect(priced(twoMargheritas)).toBe(3198);
  });

  it('adds drinks, which come in one size', () => {
    expect(priced(twoMargheritas, aCola)).toBe(3498);
  });

  it('charges an extra as often as it is wanted', () => {
    expect(priced({ ...twoMargheritas, extras: ['basil', 'basil'] })).toBe(3398);
  });
});

describe('an order is refused', () => {
  it.each<[string, ItemDraft, string, string]>([
    [
      'for half-and-half, which is not offered',
      { halves: ['margherita', 'diavola'], size: 'large', quantity: 1 },
      'halves-not-offered',
      'items[0].halves',
    ],
    ['for what is not on the menu', { sku: 'calzone', size: 'large', quantity: 1 }, 'not-on-the-menu', 'items[0].sku'],
    ['for an extra as an item of its own', { sku: 'basil', quantity: 1 }, 'not-on-the-menu', 'items[0].sku'],
    ['for a pizza without a size', { sku: 'margherita', quantity: 1 }, 'size-not-offered', 'items[0].size'],
    ['for a drink with a size', { sku: 'cola', size: 'large', quantity: 1 }, 'size-not-offered', 'items[0].size'],
    [
      'for an unknown extra',
      { ...twoMargheritas, extras: ['basil', 'gold'] },
      'extra-not-offered',
      'items[0].extras[1]',
    ],
    ['for an extra in a drink', { ...aCola, extras: ['basil'] }, 'extras-not-offered', 'items[0].extras'],
  ])('%s', (_, item, code, path) => {
    const refusal = refusalOf(item);
    expect(refusal).toMatchObject({ kind: 'invalid', code });
    expect(refusal.details.errors).toEqual([{ path, message: expect.any(String) as string }]);
  });

  it('with everything that is wrong with it', () => {
    const refusal = refusalOf({ sku: 'calzone', quantity: 1 }, twoMargheritas, {
      sku: 'cola',
      size: 'xl',
      quantity: 1,
    });
    expect(refusal.details.errors).toMatchObject([{ path: 'items[0].sku' }, { path: 'items[2].size' }]);
  });
});

describe('any order of the menu', () => {
  const offered = theMenu.items.flatMap(({ sku, kind, prices }) => prices.map(({ size }) => ({ sku, kind, size })));
  const extras = fc.array(fc.constantFrom(...theMenu.extras.map(({ sku }) => sku)), { maxLength: 10 });
  const item = fc
    .record({ of: fc.constantFrom(...offered), quantity: fc.integer({ min: 1, max: 50 }), extras })
    .map(({ of: { sku, kind, size }, quantity, extras: wanted }): ItemDraft => {
      return { sku, size, quantity, extras: kind === 'pizza' ? wanted : [] };
    });
  const items = fc.array(item, { minLength: 1, maxLength: 50 });

  it('costs whole cents, more than nothing, and fits the database', () => {
    fc.assert(
      fc.property(items, (asked) => {
        const total = priced(...asked);
        expect(Number.isInteger(total)).toBe(true);
        expect(total).toBeGreaterThan(0);
        expect(total).toBeLessThan(2 ** 31);
      }),
    );
  });

  it('costs the sum of its lines, each its unit price times its quantity', () => {
    fc.assert(
      fc.property(items, (asked) => {
        const lines = priceItems(asked, theMenu);
        expect(lines.map(({ line }) => line)).toEqual(asked.map((_, index) => index + 1));
        for (const { unitPrice, quantity, lineTotal } of lines) expect(lineTotal).toBe(unitPrice * quantity);
        expect(priced(...asked)).toBe(lines.reduce((sum, { lineTotal }) => sum + lineTotal, 0));
      }),
    );
  });

  it('costs the same in any order, and as two orders', () => {
    fc.assert(
      fc.property(items, items, (some, others) => {
        expect(priced(...some, ...others)).toBe(priced(...others, ...some));
        expect(priced(...some, ...others)).toBe(priced(...some) + priced(...others));
      }),
    );
  });

  it('costs the same whether two equal pizzas share a line or not', () => {
    fc.assert(
      fc.property(item, fc.integer({ min: 1, max: 50 }), (one, more) => {
        const together = priced({ ...one, quantity: one.quantity + more });
        expect(together).toBe(priced(one, { ...one, quantity: more }));
      }),
    );
  });

  it('costs more with one more extra', () => {
    const pizzas = item.filter(({ size }) => size !== undefined);
    fc.assert(
      fc.property(pizzas, fc.constantFrom(...theMenu.extras), (pizza, extra) => {
        const richer = priced({ ...pizza, extras: [...(pizza.extras ?? []), extra.sku] });
        expect(richer).toBe(priced(pizza) + extra.amount * pizza.quantity);
      }),
    );
  });
});
