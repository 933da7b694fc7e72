import type { Money, OrderPlacedData } from '@pizzeria/contracts';

/** How the shop taxes what it sells. */
export interface TaxRule {
  /** As it is written, for example `8.875`. */
  readonly percent: string;
  /** Whether the menu's prices have it in them; else it comes on top. */
  readonly included: boolean;
}

/** The tax of one order, within its total either way; `included` says whether its lines have it in them. */
export type Tax = NonNullable<OrderPlacedData['tax']>;

/** What an order costs in all, and its tax. */
export interface Taxed {
  readonly totalAmount: Money;
  readonly tax: Tax;
}

/** A rate from 0 to 100 percent with at most four decimals, so that it is a whole number of millionths. */
export const isTaxPercent = (text: string): boolean => /^(\d{1,2}(\.\d{1,4})?|100(\.0{1,4})?)$/.test(text);

/**
 * Taxes what all lines of an order cost together, once: with tax on top, the total is the lines and the tax of them;
 * with tax included, the total is the lines, and the tax is the part of it that belongs to the rate. A fraction of a
 * minor unit is rounded to the nearest, a half up. Whole numbers all the way: no fraction is ever approximated.
 */
export const taxed = ({ amount: lines, currency }: Money, { percent, included }: TaxRule): Taxed => {
  const rate = millionthsOf(percent);
  const amount = portionOf(lines, rate, included ? million + rate : million);
  const total = included ? lines : lines + amount;
  return { totalAmount: { amount: total, currency }, tax: { amount: { amount, currency }, included } };
};

/** What an order costs without its tax: with the tax it is the total, to the minor unit. */
export const netOf = ({ totalAmount, tax }: Taxed): Money => ({
  amount: totalAmount.amount - tax.amount.amount,
  currency: totalAmount.currency,
});

const million = 1_000_000n;

const millionthsOf = (percent: string): bigint => {
  const [whole = '', decimals = ''] = percent.split('.');
  return BigInt(whole + decimals.padEnd(4, '0'));
};

/** `amount × part ÷ whole`, to the nearest, a half up. */
const portionOf = (amount: number, part: bigint, whole: bigint): number =>
  Number((2n * BigInt(amount) * part + whole) / (2n * whole));
