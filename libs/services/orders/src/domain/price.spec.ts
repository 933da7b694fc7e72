import fc from 'fast-check';
import { aCola, halfAndHalf, twoMargheritas } from '../testing/orders';
import { menuWithout, theMenu } from '../testing/menu';
import type { ItemDraft } from './choose';
import { Refusal } from './refusal';
import { priceItems, totalOf } from './price';

const priced = (...items: readonly ItemDraft[]) => totalOf(priceItems(items, theMenu), 'USD').amount;

const refusalOf = (items: readonly ItemDraft[], menu = theMenu): Refusal => {
  try {
    priceItems(items, menu);
  } catch (error) {
    if (error instanceof Refusal) return error;
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
        allergens: ['gluten', 'milk'],
        diets: ['vegetarian'],
        unitPrice: 1599,
        lineTotal: 3198,
      },
    ]);
    expect(priced(twoMargheritas)).toBe(3198);
  });

  it('adds drinks and sides, which come in one size', () => {
    expect(priced(twoMargheritas, aCola, { sku: 'garlic-bread', quantity: 2 })).toBe(3498 + 1100);
  });

  it('charges an extra as often as it is wanted', () => {
    expect(priced({ ...twoMargheritas, extras: ['basil', 'basil'] })).toBe(3398);
  });

  it('is the mean of both halves, and the extras go on the whole', () => {
    expect(priceItems([{ ...halfAndHalf, extras: ['basil'] }], theMenu)).toMatchObject([
      { name: 'Margherita / Diavola', halves: ['margherita', 'diavola'], unitPrice: (1499 + 1799) / 2 + 100 },
    ]);
  });

  it('of halves whose mean is no whole cent goes up to the next', () => {
    const items = theMenu.items.map((item) =>
      item.sku === 'diavola' ? { ...item, prices: [{ size: 'large', amount: 1500 }] } : item,
    );
    const [line] = priceItems([halfAndHalf], { ...theMenu, items });
    expect(line?.unitPrice).toBe(1500);
  });
});

describe('what is said of a line', () => {
  const labels = (item: ItemDraft) => {
    const [line] = priceItems([item], theMenu);
    return [line?.allergens, line?.diets];
  };

  it('counts its extras', () => {
    const marinara: ItemDraft = { sku: 'marinara', size: 'small', quantity: 1 };
    expect(labels(marinara)).toEqual([['gluten'], ['vegan', 'vegetarian']]);
    expect(labels({ ...marinara, extras: ['mozzarella'] })).toEqual([['gluten', 'milk'], ['vegetarian']]);
    expect(labels({ ...marinara, extras: ['anchovies'] })).toEqual([['fish', 'gluten'], []]);
  });

  it('counts both halves', () => {
    const halves: ItemDraft = { halves: ['ortolana-vegana', 'gamberi'], size: 'small', quantity: 1 };
    expect(labels(halves)).toEqual([['crustaceans', 'gluten', 'milk'], []]);
  });
});

describe('an order is refused', () => {
  it.each<[string, ItemDraft, string, string]>([
    ['for two equal halves', { ...halfAndHalf, halves: ['diavola', 'diavola'] }, 'halves-alike', 'items[0].halves'],
    [
      'for half a drink',
      { ...halfAndHalf, halves: ['margherita', 'cola'], extras: [] },
      'half-not-a-pizza',
      'items[0].halves[1]',
    ],
    [
      'for a half that is not on the menu',
      { ...halfAndHalf, halves: ['lasagne', 'diavola'] },
      'not-on-the-menu',
      'items[0].halves[0]',
    ],
    ['for halves without a size', { ...halfAndHalf, size: undefined }, 'size-not-offered', 'items[0].size'],
    ['for what is not on the menu', { sku: 'lasagne', size: 'large', quantity: 1 }, 'not-on-the-menu', 'items[0].sku'],
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
    const refusal = refusalOf([item]);
    expect(refusal).toMatchObject({ kind: 'invalid', code });
    expect((refusal.details['errors'] as { path: string }[])[0]).toEqual({
      path,
      message: expect.any(String) as string,
    });
  });

  it('with everything that is wrong with it', () => {
    const wrong: readonly ItemDraft[] = [
      { sku: 'lasagne', quantity: 1 },
      twoMargheritas,
      { sku: 'cola', size: 'xl', quantity: 1 },
    ];
    const refusal = refusalOf(wrong);
    expect(refusal.details.errors).toMatchObject([{ path: 'items[0].sku' }, { path: 'items[2].size' }]);
  });
});

describe('what is sold out', () => {
  const menu = menuWithout('diavola', 'basil');

  it('is refused for now, each named, also as a half and as an extra', () => {
    const refusal = refusalOf(
      [aCola, { sku: 'diavola', size: 'small', quantity: 1 }, { ...halfAndHalf, extras: ['ham', 'basil'] }],
      menu,
    );
    expect(refusal).toMatchObject({ kind: 'conflict', code: 'sold-out' });
    expect(refusal.details['unavailable']).toEqual(['basil', 'diavola']);
    expect(refusal.details['errors']).toEqual([
      { path: 'items[1].sku', message: 'this is sold out' },
      { path: 'items[2].halves[1]', message: 'this is sold out' },
      { path: 'items[2].extras[1]', message: 'this is sold out' },
    ]);
  });

  it('matters no more where something is not on the menu at all', () => {
    const refusal = refusalOf([{ ...halfAndHalf, extras: ['gold'] }], menu);
    expect(refusal).toMatchObject({ kind: 'invalid', code: 'extra-not-offered' });
    expect(refusal.details['errors']).toHaveLength(1);
  });

  it('hinders nothing else', () => {
    expect(priceItems([{ ...twoMargheritas, extras: [] }], menu)).toHaveLength(1);
  });
});

describe('any order of the menu', () => {
  const offered = theMenu.items.flatMap(({ sku, kind, prices }) => prices.map(({ size }) => ({ sku, kind, size })));
  const extras = fc.array(fc.constantFrom(...theMenu.extras.map(({ sku }) => sku)), { maxLength: 10 });
  const pizzas = offered.filter(({ kind }) => kind === 'pizza').map(({ sku }) => sku);
  const halves = fc
    .record({
      halves: fc.shuffledSubarray([...new Set(pizzas)], { minLength: 2, maxLength: 2 }),
      size: fc.constantFrom('small', 'medium', 'large'),
      quantity: fc.integer({ min: 1, max: 50 }),
      extras,
    })
    .map((draft): ItemDraft => ({ ...draft, halves: draft.halves as [string, string] }));
  const whole = fc
    .record({ of: fc.constantFrom(...offered), quantity: fc.integer({ min: 1, max: 50 }), extras })
    .map(({ of: { sku, kind, size }, quantity, extras: wanted }): ItemDraft => {
      return { sku, size, quantity, extras: kind === 'pizza' ? wanted : [] };
    });
  const item = fc.oneof({ weight: 3, arbitrary: whole }, { weight: 1, arbitrary: halves });
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
    const sized = item.filter(({ size }) => size !== undefined);
    fc.assert(
      fc.property(sized, fc.constantFrom(...theMenu.extras), (pizza, extra) => {
        const richer = priced({ ...pizza, extras: [...(pizza.extras ?? []), extra.sku] });
        expect(richer).toBe(priced(pizza) + extra.amount * pizza.quantity);
      }),
    );
  });
});
