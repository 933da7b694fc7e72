/** What the shop offers, priced in minor units of one currency, tax included. */
export interface Menu {
  readonly currency: string;
  readonly items: readonly MenuItem[];
  /** Sold on top of a pizza, not by themselves. */
  readonly extras: readonly Extra[];
}

export interface MenuItem {
  readonly sku: string;
  readonly kind: 'pizza' | 'drink' | 'side';
  readonly name: string;
  readonly description: string;
  /** One price per size, or a single price without a size. */
  readonly prices: readonly Price[];
  readonly allergens: readonly string[];
  readonly diets: readonly string[];
}

export interface Price {
  readonly size?: string;
  readonly amount: number;
}

export interface Extra {
  readonly sku: string;
  readonly name: string;
  readonly amount: number;
  readonly allergens: readonly string[];
  readonly diets: readonly string[];
}
