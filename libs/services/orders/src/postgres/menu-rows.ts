import type { ExtraEntry, ItemEntry, Price } from '../domain/catalogue';

export interface EntryRow {
  readonly sku: string;
  readonly kind: ItemEntry['kind'] | 'extra';
  readonly name: string;
  readonly description: string;
  readonly prices: readonly Price[];
  readonly ingredients: readonly string[];
  readonly available: boolean;
  readonly version: number;
}

export interface ShopRow {
  readonly currency: string;
  readonly sold_out: readonly string[];
}

/** An item of a row that is no extra. */
export const itemOf = ({ sku, kind, name, description, prices, ingredients, available, version }: EntryRow) =>
  ({ sku, kind, name, description, prices, ingredients, available, version }) as ItemEntry;

/** An extra, which has one price. */
export const extraOf = ({ sku, name, prices, ingredients, available, version }: EntryRow): ExtraEntry => ({
  sku,
  name,
  amount: prices[0]?.amount ?? 0,
  ingredients,
  available,
  version,
});

export const rowOfItem = ({ prices, ...rest }: ItemEntry) => ({ ...rest, prices: JSON.stringify(prices) });

export const rowOfExtra = ({ amount, ...rest }: ExtraEntry) => ({
  ...rest,
  kind: 'extra',
  prices: JSON.stringify([{ amount }]),
});
