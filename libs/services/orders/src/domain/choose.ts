import type { Extra, Menu, MenuItem } from './menu';
import type { CodedIssue, Refuse } from './issues';

/** What a customer asks for: names and counts, never prices. */
export interface ItemDraft {
  readonly sku?: string;
  /** Of a pizza of two halves; neither is named by `sku` then. */
  readonly halves?: readonly [string, string];
  readonly size?: string;
  readonly quantity: number;
  /** An extra named twice is put on twice, and paid for twice. */
  readonly extras?: readonly string[];
  readonly notes?: string;
}

/** What the menu has of that, and what is wrong with it: not offered, not together, or sold out. */
interface Choice<Found> {
  readonly found: Found;
  readonly issues: readonly CodedIssue[];
}

/** How many pizzas are asked for; what is not on the menu is none. */
export const pizzasIn = (items: readonly ItemDraft[], menu: Menu): number => {
  const pizzas = new Set(menu.items.filter(({ kind }) => kind === 'pizza').map(({ sku }) => sku));
  const isPizza = ({ sku = '', halves }: ItemDraft) => (halves ?? [sku]).some((one) => pizzas.has(one));
  return items.filter(isPizza).reduce((sum, { quantity }) => sum + quantity, 0);
};

/** The item that is asked for, or the two halves of a pizza; undefined when one is not on the menu. */
export const chooseItems = (
  { sku = '', halves }: ItemDraft,
  menu: Menu,
  refuse: Refuse,
): Choice<readonly [MenuItem, ...MenuItem[]] | undefined> => {
  const wanted = (halves ?? [sku]).map((name, at) => {
    const path = halves === undefined ? 'sku' : `halves[${at}]`;
    return { path, item: menu.items.find((item) => item.sku === name) };
  });
  const issues = wanted.flatMap(({ path, item }) => {
    if (item === undefined) return [refuse('not-on-the-menu', path, 'this is not on the menu')];
    if (halves !== undefined && item.kind !== 'pizza') return [refuse('half-not-a-pizza', path, 'this is no pizza')];
    return notToBeHad(item, path, refuse);
  });
  if (halves !== undefined && halves[0] === halves[1])
    issues.push(refuse('halves-alike', 'halves', 'both halves are the same: order it whole'));
  const [first, ...others] = wanted.flatMap(({ item }) => item ?? []);
  const found = first !== undefined && others.length === wanted.length - 1;
  return { found: found ? [first, ...others] : undefined, issues };
};

/** The extras that go on these items. */
export const chooseExtras = (
  wanted: readonly string[],
  items: readonly MenuItem[],
  menu: Menu,
  refuse: Refuse,
): Choice<readonly Extra[]> => {
  if (wanted.length > 0 && items.some(({ kind }) => kind !== 'pizza'))
    return { found: [], issues: [refuse('extras-not-offered', 'extras', 'extras go on pizzas only')] };
  const found = wanted.map((sku) => menu.extras.find((extra) => extra.sku === sku));
  const issues = found.flatMap((extra, at) => {
    const path = `extras[${at}]`;
    if (extra === undefined) return [refuse('extra-not-offered', path, 'this extra is not on the menu')];
    return notToBeHad(extra, path, refuse);
  });
  return { found: found.flatMap((extra) => extra ?? []), issues };
};

const notToBeHad = (offered: MenuItem | Extra, path: string, refuse: Refuse): readonly CodedIssue[] => {
  if (offered.available) return [];
  const why = offered.unavailableBecause === 'sold-out' ? 'this is sold out' : 'this is not offered at present';
  return [{ ...refuse('sold-out', path, why), unavailable: offered.sku }];
};
