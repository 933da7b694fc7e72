import type { Money, OrderLine } from '@pizzeria/contracts';
import { chooseExtras, chooseItems, type ItemDraft } from './choose';
import { invalid } from './refusal';
import { labelsOf } from './food';
import type { Menu, MenuItem } from './menu';
import { refusal, refusingAt, type CodedIssue } from './issues';

/**
 * Prices every item from the menu. Throws with every item that the shop does not offer that way (`invalid`), else with
 * every one that cannot be had at present (`conflict`), and `invalid` when all lines together cannot be told.
 */
export const priceItems = (items: readonly ItemDraft[], menu: Menu): readonly OrderLine[] => {
  const priced = items.map((item, index) => priceItem(item, index, menu));
  const issues = priced.flatMap((one) => one.issues);
  if (issues.length > 0) throw refusal(issues);
  const lines = priced.flatMap(({ line }) => line ?? []);
  if (bytesOf(lines) > mostBytes) {
    const errors = [{ path: 'items', message: 'this is too much for one order' }];
    throw invalid('order-too-large', 'This is too much for one order: place two.', errors);
  }
  return lines;
};

export const totalOf = (lines: readonly OrderLine[], currency: string): Money => ({
  amount: lines.reduce((sum, { lineTotal }) => sum + lineTotal, 0),
  currency,
});

/** An event carries 64 KiB: this leaves room for the longest address. Only very long names on the menu come near it. */
const mostBytes = 58_000;

const bytesOf = (lines: readonly OrderLine[]): number => new TextEncoder().encode(JSON.stringify(lines)).length;

interface Priced {
  readonly line?: OrderLine;
  readonly issues: readonly CodedIssue[];
}

const priceItem = (draft: ItemDraft, index: number, menu: Menu): Priced => {
  const refuse = refusingAt(`items[${index}]`);
  const items = chooseItems(draft, menu, refuse);
  if (items.found === undefined) return { issues: items.issues };
  const extras = chooseExtras(draft.extras ?? [], items.found, menu, refuse);
  const price = priceOf(items.found, draft.size);
  const sizes = price === undefined ? [refuse('size-not-offered', 'size', sizesOf(items.found))] : [];
  const issues = [...items.issues, ...sizes, ...extras.issues];
  if (price === undefined || issues.length > 0) return { issues };
  const unitPrice = extras.found.reduce((sum, { amount }) => sum + amount, price);
  const [{ kind }] = items.found;
  const { allergens, diets } = labelsOf([...items.found, ...extras.found]);
  const line: OrderLine = {
    line: index + 1,
    kind,
    sku: draft.sku,
    halves: draft.halves && [...draft.halves],
    name: items.found.map(({ name }) => name).join(' / '),
    size: draft.size,
    quantity: draft.quantity,
    extras: [...(draft.extras ?? [])],
    allergens: [...allergens],
    diets: [...diets],
    notes: draft.notes,
    unitPrice,
    lineTotal: unitPrice * draft.quantity,
  };
  return { line, issues: [] };
};

/** Of two halves the mean, a part of a minor unit rounded up. Undefined unless all are offered in this size. */
const priceOf = (items: readonly MenuItem[], wanted: string | undefined): number | undefined => {
  const amounts = items.flatMap(({ prices }) => prices.find(({ size }) => size === wanted)?.amount ?? []);
  if (amounts.length < items.length) return undefined;
  return Math.ceil(amounts.reduce((sum, amount) => sum + amount) / amounts.length);
};

const sizesOf = ([first, ...others]: readonly [MenuItem, ...MenuItem[]]): string => {
  const inAll = (wanted: string) => others.every(({ prices }) => prices.some(({ size }) => size === wanted));
  const sizes = first.prices.flatMap(({ size }) => size ?? []);
  const common = sizes.filter(inAll);
  if (common.length > 0) return `comes in the sizes ${common.join(', ')}`;
  return sizes.length > 0 ? 'comes in no common size' : 'comes without a size';
};
