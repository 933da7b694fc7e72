import type { Money, OrderLine } from '@pizzeria/contracts';
import { invalid, type Issue } from './failure';
import type { Menu, MenuItem } from './menu';

/** What a customer asks for: names and counts, never prices. */
export interface ItemDraft {
  readonly sku?: string;
  readonly halves?: readonly [string, string];
  readonly size?: string;
  readonly quantity: number;
  readonly extras?: readonly string[];
  readonly notes?: string;
}

interface CodedIssue extends Issue {
  readonly code: string;
}

/** Prices every item from the menu. Throws `invalid` with every item that the shop does not offer that way. */
export const priceItems = (items: readonly ItemDraft[], menu: Menu): readonly OrderLine[] => {
  const priced = items.map((item, index) => priceItem(item, index, menu));
  const issues = priced.flatMap(({ issues }) => issues);
  const [first] = issues;
  if (first !== undefined) {
    const errors = issues.map(({ path, message }) => ({ path, message }));
    throw invalid(first.code, first.message, errors);
  }
  return priced.flatMap(({ line }) => line ?? []);
};

export const totalOf = (lines: readonly OrderLine[], currency: string): Money => ({
  amount: lines.reduce((sum, { lineTotal }) => sum + lineTotal, 0),
  currency,
});

interface Priced {
  readonly line?: OrderLine;
  readonly issues: readonly CodedIssue[];
}

const priceItem = (item: ItemDraft, index: number, menu: Menu): Priced => {
  const refuse = (code: string, field: string, message: string): CodedIssue => ({
    code,
    path: `items[${index}].${field}`,
    message,
  });
  if (item.halves !== undefined) {
    return { issues: [refuse('halves-not-offered', 'halves', 'half-and-half pizzas are not offered')] };
  }
  const offered = menu.items.find(({ sku }) => sku === item.sku);
  if (item.sku === undefined || offered === undefined) {
    return { issues: [refuse('not-on-the-menu', 'sku', 'this is not on the menu')] };
  }
  const price = offered.prices.find(({ size }) => size === item.size);
  const extras = priceExtras(item.extras ?? [], offered, menu, refuse);
  if (price === undefined) {
    return { issues: [refuse('size-not-offered', 'size', sizesOf(offered)), ...extras.issues] };
  }
  if (extras.issues.length > 0) return { issues: extras.issues };
  const unitPrice = price.amount + extras.amount;
  const line: OrderLine = {
    line: index + 1,
    kind: offered.kind,
    sku: offered.sku,
    name: offered.name,
    size: price.size,
    quantity: item.quantity,
    extras: [...(item.extras ?? [])],
    notes: item.notes,
    unitPrice,
    lineTotal: unitPrice * item.quantity,
  };
  return { line, issues: [] };
};

const priceExtras = (
  wanted: readonly string[],
  item: MenuItem,
  menu: Menu,
  refuse: (code: string, field: string, message: string) => CodedIssue,
): { readonly amount: number; readonly issues: readonly CodedIssue[] } => {
  if (wanted.length > 0 && item.kind !== 'pizza') {
    return { amount: 0, issues: [refuse('extras-not-offered', 'extras', 'extras go on pizzas only')] };
  }
  const found = wanted.map((sku) => menu.extras.find((extra) => extra.sku === sku));
  const issues = found.flatMap((extra, at) =>
    extra === undefined ? [refuse('extra-not-offered', `extras[${at}]`, 'this extra is not on the menu')] : [],
  );
  return { amount: found.reduce((sum, extra) => sum + (extra?.amount ?? 0), 0), issues };
};

const sizesOf = ({ prices }: MenuItem): string => {
  const sizes = prices.flatMap(({ size }) => size ?? []);
  return sizes.length > 0 ? `comes in the sizes ${sizes.join(', ')}` : 'comes without a size';
};
