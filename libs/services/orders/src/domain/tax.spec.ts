import { OrderPlaced } from '@pizzeria/contracts';
import fc from 'fast-check';
import { theCatalogue } from '../testing/menu';
import { anId, ada, asSoonAsPossible, atTheCounter, sixThirty } from '../testing/orders';
import type { ItemDraft } from './choose';
import { menuOf, type Menu } from './menu';
import { offer, placeOrder } from './place';
import { isTaxPercent, netOf, taxed } from './tax';

const taxOf = (amount: number, percent: string, included: boolean, currency = 'USD') => {
  const { totalAmount, tax } = taxed({ amount, currency }, { percent, included });
  return [totalAmount.amount, tax.amount.amount];
};

describe('tax', () => {
  it('that is included is a part of the total', () => {
    expect(taxOf(3198, '8.875', true)).toEqual([3198, 261]);
    expect(taxOf(1190, '19', true)).toEqual([1190, 190]);
    expect(taxOf(1100, '10', true, 'JPY')).toEqual([1100, 100]);
  });

  it('that is not comes on top', () => {
    expect(taxOf(3198, '8.875', false)).toEqual([3482, 284]);
    expect(taxOf(12_500, '5', false, 'KWD')).toEqual([13_125, 625]);
  });

  it('of half a minor unit is a whole one, of less is none', () => {
    expect(taxOf(10, '5', false)).toEqual([11, 1]);
    expect(taxOf(10, '4.9999', false)).toEqual([10, 0]);
    expect(taxOf(21, '5', true)).toEqual([21, 1]);
    expect(taxOf(3, '100', true)).toEqual([3, 2]);
  });

  it('is nothing where the rate is', () => {
    expect(taxOf(3198, '0', true)).toEqual([3198, 0]);
    expect(taxOf(3198, '0.0', false)).toEqual([3198, 0]);
  });

  it.each(['0', '7', '8.875', '19.0', '99.9999', '100', '100.0000'])('has a rate such as %s', (percent) => {
    expect(isTaxPercent(percent)).toBe(true);
  });

  it.each(['', '-1', '100.1', '101', '8,875', '8.', '.5', '0.00001', '1e2', ' 7', '7%'])(
    'has no rate “%s”',
    (percent) => {
      expect(isTaxPercent(percent)).toBe(false);
    },
  );
});

/** What a pizza may cost in minor units: yen have none, dinars three digits. */
const usual = { JPY: [600, 4_000], USD: [499, 2_999], KWD: [1_250, 9_999] } as const;

const pricedIn = (currency: keyof typeof usual, percent: string, included: boolean) => {
  const [min, max] = usual[currency];
  return fc.array(fc.integer({ min, max }), { minLength: 20, maxLength: 20 }).map((amounts): Menu => {
    let next = 0;
    const repriced = <Price extends object>(price: Price) => ({ ...price, amount: amounts[next++ % 20] ?? NaN });
    const items = theCatalogue.items.map((item) => ({ ...item, prices: item.prices.map(repriced) }));
    const extras = theCatalogue.extras.map(repriced);
    return menuOf({ ...theCatalogue, items, extras }, { currency, tax: { percent, included }, soldOut: new Set() });
  });
};

const menu = fc
  .record({
    currency: fc.constantFrom(...(Object.keys(usual) as (keyof typeof usual)[])),
    units: fc.integer({ min: 0, max: 300_000 }),
    included: fc.boolean(),
  })
  .chain(({ currency, units, included }) => pricedIn(currency, String(units / 10_000), included));

const skus = theCatalogue.items.filter(({ kind }) => kind === 'pizza').map(({ sku }) => sku);
const others = theCatalogue.items.filter(({ kind }) => kind !== 'pizza').map(({ sku }) => sku);
const pizza = {
  size: fc.constantFrom('small', 'medium', 'large'),
  quantity: fc.integer({ min: 1, max: 50 }),
  extras: fc.array(fc.constantFrom(...theCatalogue.extras.map(({ sku }) => sku)), { maxLength: 10 }),
};
const item: fc.Arbitrary<ItemDraft> = fc.oneof(
  fc.record({ sku: fc.constantFrom(...skus), ...pizza }),
  fc
    .record({ both: fc.shuffledSubarray(skus, { minLength: 2, maxLength: 2 }), ...pizza })
    .map(({ both, ...rest }) => ({ ...rest, halves: both as [string, string] })),
  fc.record({ sku: fc.constantFrom(...others), quantity: fc.integer({ min: 1, max: 50 }) }),
);
const items = fc.array(item, { minLength: 1, maxLength: 12 });

/** Priced by hand: items and extras apart. */
const costOf = ({ sku = '', halves, size, quantity, extras = [] }: ItemDraft, { items, extras: sold }: Menu) => {
  const [one = 0, other] = (halves ?? [sku]).map((name) => {
    const prices = items.find((item) => item.sku === name)?.prices ?? [];
    return prices.find((price) => price.size === size)?.amount ?? NaN;
  });
  const whole = other === undefined ? one : (one + other + ((one + other) % 2)) / 2;
  const onTop = extras.map((name) => sold.find((extra) => extra.sku === name)?.amount ?? NaN);
  return { items: whole * quantity, extras: sum(onTop) * quantity };
};
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

const offered = (draft: readonly ItemDraft[], on: Menu) =>
  offer({ customer: ada, fulfilment: atTheCounter, items: draft }, on, asSoonAsPossible('pickup'), sixThirty);

describe('any order, in yen, dollars or dinars', () => {
  it('adds up: items, extras and tax that comes on top are the total, and so are net and tax', () => {
    fc.assert(
      fc.property(menu, items, (on, draft) => {
        const { totalAmount, tax } = offered(draft, on);
        const costs = draft.map((one) => costOf(one, on));
        const onTop = tax.included ? 0 : tax.amount.amount;
        const [food, extras] = [sum(costs.map((cost) => cost.items)), sum(costs.map((cost) => cost.extras))];
        expect(food + extras + onTop).toBe(totalAmount.amount);
        expect(netOf({ totalAmount, tax }).amount + tax.amount.amount).toBe(totalAmount.amount);
        expect(Number.isSafeInteger(totalAmount.amount)).toBe(true);
        expect([totalAmount.currency, tax.amount.currency]).toEqual([on.currency, on.currency]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is taxed to the nearest minor unit, a half up', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 30 }),
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.boolean(),
        (amount, rate, included) => {
          const percent = `${Math.floor(rate / 10_000)}.${String(rate % 10_000).padStart(4, '0')}`;
          const [, tax = 0] = taxOf(amount, percent, included);
          // Twice the distance between what is taken and what is exact, in parts of a minor unit.
          const whole = included ? 1_000_000 + rate : 1_000_000;
          const off = 2n * (BigInt(tax) * BigInt(whole) - BigInt(amount) * BigInt(rate));
          expect(off <= BigInt(whole) && off > -BigInt(whole)).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('tells what it costs in a payload that fits the contract', () => {
    fc.assert(
      fc.property(menu, items, (on, draft) => {
        const accepted = offered(draft, on);
        const { events } = placeOrder(accepted, { id: anId(1), number: 1, customerId: anId(2) });
        const { totalAmount, tax } = OrderPlaced.schema.parse(events[0]?.data);
        expect({ totalAmount, tax }).toEqual({ totalAmount: accepted.totalAmount, tax: accepted.tax });
      }),
      { numRuns: 100 },
    );
  });
});
