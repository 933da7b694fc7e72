import type { Sku } from '@pizzeria/contracts';
import type { Catalogue, ExtraEntry, ItemEntry } from './catalogue';
import { labelsOf, type Ingredient, type Labels } from './food';
import type { TaxRule } from './tax';

/** What the shop offers, priced in minor units of one currency. */
export interface Menu {
  readonly currency: string;
  readonly tax: TaxRule;
  readonly ingredients: readonly Ingredient[];
  readonly items: readonly MenuItem[];
  readonly extras: readonly Extra[];
}

export type MenuItem = ItemEntry & Offered;
export type Extra = ExtraEntry & Offered;

/** How something on the menu stands at present. */
export interface Offered extends Labels {
  /** Whether it can be ordered. */
  readonly available: boolean;
  /** Why not. */
  readonly unavailableBecause?: 'sold-out' | 'switched-off';
}

/** What is known of the shop besides what its manager writes. */
export interface ShopFacts {
  readonly currency: string;
  readonly tax: TaxRule;
  /** What cannot be made from the stock. */
  readonly soldOut: ReadonlySet<Sku>;
}

/**
 * The menu as it is offered: with labels from the ingredients, and what cannot be had. Throws when something names an
 * ingredient that is not known: a menu that kept an allergen silent would be worse than none.
 */
export const menuOf = ({ ingredients, items, extras }: Catalogue, { currency, tax, soldOut }: ShopFacts): Menu => {
  const known = new Map(ingredients.map((ingredient) => [ingredient.id, ingredient]));
  const offered = (entry: ItemEntry | ExtraEntry): Offered => ({
    ...labelsOf(entry.ingredients.map((id) => known.get(id) ?? unknown(entry.sku, id))),
    ...availability(entry, soldOut),
  });
  return {
    currency,
    tax,
    ingredients,
    items: items.map((item) => ({ ...item, ...offered(item) })),
    extras: extras.map((extra) => ({ ...extra, ...offered(extra) })),
  };
};

const availability = ({ sku, available }: ItemEntry | ExtraEntry, soldOut: ReadonlySet<Sku>) => {
  if (!available) return { available, unavailableBecause: 'switched-off' } as const;
  return soldOut.has(sku) ? ({ available: false, unavailableBecause: 'sold-out' } as const) : { available };
};

const unknown = (sku: string, ingredient: string): never => {
  throw new Error(`${sku} is made of ${ingredient}, which is no known ingredient.`);
};
