import type { OrderLine } from '@pizzeria/contracts';
import * as recipes from './recipes';
import type { Needs } from './recipes';

/** A line as far as recipes care. */
export type RecipeLine = Pick<OrderLine, 'kind' | 'sku' | 'halves' | 'size' | 'quantity' | 'extras'>;

export type NeedsOrUnknown =
  | { readonly known: true; readonly needs: Needs }
  /** What no recipe exists for, each named as the order names it. */
  | { readonly known: false; readonly unknown: readonly string[] };

/** What an order takes from the shelves, all lines together. Parts of a gram are rounded up, pizza by pizza. */
export const needsOf = (lines: readonly RecipeLine[]): NeedsOrUnknown => {
  const needs = new Map<string, number>();
  const unknown: string[] = [];
  for (const line of lines) {
    for (const part of partsOf(line)) {
      if (!part.recipe) unknown.push(part.name);
      for (const [ingredient, quantity] of Object.entries(part.recipe ?? {}))
        needs.set(ingredient, (needs.get(ingredient) ?? 0) + portion(quantity, part.percent) * line.quantity);
    }
  }
  return unknown.length > 0 ? { known: false, unknown } : { known: true, needs: Object.fromEntries(needs) };
};

interface Part {
  readonly name: string;
  readonly recipe: Needs | undefined;
  readonly percent: number;
}

const partsOf = (line: RecipeLine): readonly Part[] => [
  ...itemsOf(line),
  ...line.extras.map((sku) => ({ name: `extra ${sku}`, recipe: own(recipes.extras, sku), percent: 100 })),
];

const itemsOf = ({ kind, sku, halves, size }: RecipeLine): readonly Part[] => {
  if (kind !== 'pizza')
    return [{ name: sku ?? kind, recipe: sku ? own(recipes.drinks, sku) : undefined, percent: 100 }];
  const percent = size === undefined ? undefined : own(recipes.sizes, size);
  const pizzas = halves ?? (sku === undefined ? [] : [sku]);
  return pizzas.map((pizza) => ({
    name: `${pizza} ${size ?? 'of no size'}`,
    recipe: percent === undefined ? undefined : own(recipes.pizzas, pizza),
    percent: (percent ?? 0) / pizzas.length,
  }));
};

const portion = (quantity: number, percent: number): number => Math.ceil((quantity * percent) / 100);

/** Names come from outside: `constructor` is on no menu. */
const own = <Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
