import type { OrderLine, Sku } from '@pizzeria/contracts';

/** What stands on its own in the list of what was sold. A half is half a pizza, counted under its own name. */
export const soldKinds = ['pizza', 'half', 'drink', 'side', 'extra'] as const;
export type SoldKind = (typeof soldKinds)[number];

/** How often one thing was sold within an order. */
export interface SoldItem {
  readonly item: Sku;
  readonly kind: SoldKind;
  /** Units; of a half, halves. */
  readonly quantity: number;
  /** In the order's minor units, extras within it; absent for an extra, whose price is that of what it lies on. */
  readonly revenue?: number;
}

/** Everything an order sold, each thing once. Revenues add up to what the lines cost. */
export const soldItemsOf = (lines: readonly OrderLine[]): readonly SoldItem[] => {
  const sold = new Map<string, SoldItem>();
  for (const one of lines.flatMap((line) => [...goodsOf(line), ...extrasOf(line)])) {
    const key = `${one.kind} ${one.item}`;
    sold.set(key, added(sold.get(key), one));
  }
  return [...sold.values()];
};

/** The halves of an odd price differ by one unit, the first is the dearer. */
const goodsOf = ({ kind, sku, halves, quantity, lineTotal }: OrderLine): readonly SoldItem[] => {
  if (sku !== undefined) return [{ item: sku, kind, quantity, revenue: lineTotal }];
  const [first, second] = [Math.ceil(lineTotal / 2), Math.floor(lineTotal / 2)];
  return (halves ?? []).map((item, at) => ({ item, kind: 'half', quantity, revenue: at === 0 ? first : second }));
};

const extrasOf = ({ extras, quantity }: OrderLine): readonly SoldItem[] =>
  extras.map((item) => ({ item, kind: 'extra', quantity }));

const added = (before: SoldItem | undefined, more: SoldItem): SoldItem => {
  if (before === undefined) return more;
  const revenue = more.revenue === undefined ? before.revenue : (before.revenue ?? 0) + more.revenue;
  return { ...more, quantity: before.quantity + more.quantity, revenue };
};
