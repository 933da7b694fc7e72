import type { OrderLine, Sku } from '@pizzeria/contracts';
import { type Needs, portionOf, type RecipeBook } from './recipes';

/** A line as far as recipes care. */
export type RecipeLine = Pick<OrderLine, 'kind' | 'sku' | 'halves' | 'size' | 'quantity' | 'extras'>;

export type NeedsOrUnknown =
  | { readonly known: true; readonly needs: Needs }
  /** What no recipe exists for, each named as the order names it. */
  | { readonly known: false; readonly unknown: readonly string[] };

/** Whose recipes these lines ask for. */
export const skusOf = (lines: readonly RecipeLine[]): readonly Sku[] => [
  ...new Set(lines.flatMap((line) => [...itemsOf(line), ...line.extras])),
];

/** What an order takes from the shelves, all lines together. Parts of a gram are rounded up, pizza by pizza. */
export const needsOf = (lines: readonly RecipeLine[], recipes: RecipeBook): NeedsOrUnknown => {
  const needs = new Map<string, number>();
  const unknown: string[] = [];
  for (const line of lines) {
    for (const part of partsOf(line, recipes)) {
      if (!part.portion) unknown.push(part.name);
      for (const [ingredient, quantity] of Object.entries(part.portion ?? {}))
        needs.set(ingredient, (needs.get(ingredient) ?? 0) + Math.ceil(quantity / part.shares) * line.quantity);
    }
  }
  return unknown.length > 0 ? { known: false, unknown } : { known: true, needs: Object.fromEntries(needs) };
};

interface Part {
  readonly name: string;
  readonly portion: Needs | undefined;
  /** Of a pizza in two halves, each recipe gives half a portion. */
  readonly shares: number;
}

const partsOf = (line: RecipeLine, recipes: RecipeBook): readonly Part[] => {
  const { kind, size, extras } = line;
  const items = itemsOf(line);
  const portion = (sku: Sku): Needs | undefined => {
    const recipe = recipes.get(sku);
    return recipe && portionOf(recipe, size);
  };
  return [
    ...items.map((sku) => ({
      name: kind === 'pizza' ? `${sku} ${size ?? 'of no size'}` : sku,
      portion: portion(sku),
      shares: items.length,
    })),
    ...extras.map((sku) => ({ name: `extra ${sku}`, portion: portion(sku), shares: 1 })),
  ];
};

const itemsOf = ({ sku, halves }: RecipeLine): readonly Sku[] => halves ?? (sku === undefined ? [] : [sku]);
