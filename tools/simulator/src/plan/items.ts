import type { Random } from '../random';
import { type Menu, type MenuItem, toBeHad } from './menu';

/** One line of an order: a whole item, or a pizza of two halves. */
export interface PlannedItem {
  readonly sku?: string;
  readonly halves?: readonly [string, string];
  readonly size?: string;
  readonly quantity: number;
  readonly extras?: readonly string[];
  readonly notes?: string;
}

/**
 * What one customer orders of what can be had: a pizza first, then more pizzas, drinks and sides. Throws when no pizza
 * can be had at all.
 */
export const chooseItems = (menu: Menu, chance: Random): readonly PlannedItem[] => {
  const offered = toBeHad(menu);
  const lines = chance.weighted([
    [40, 1],
    [40, 2],
    [20, 3],
  ] as const);
  return Array.from({ length: lines }, (_, line) =>
    line === 0 || chance.percent(50) ? pizza(offered, chance) : besides(offered, chance),
  );
};

const pizza = (offered: Menu, chance: Random): PlannedItem => {
  const [first, ...rest] = offered.items.filter(({ kind }) => kind === 'pizza');
  if (first === undefined) throw new Error('the menu offers no pizza');
  const whole = chance.pick([first, ...rest]);
  const size = sizeOf(whole, chance);
  const other = rest.length > 0 && chance.percent(20) ? otherHalf([first, ...rest], whole, size, chance) : undefined;
  return {
    ...(other === undefined ? { sku: whole.sku } : { halves: [whole.sku, other] }),
    size,
    quantity: quantity(chance),
    extras: extras(offered, chance),
    notes: chance.percent(10) ? 'well done' : undefined,
  };
};

const otherHalf = (
  pizzas: readonly MenuItem[],
  { sku }: MenuItem,
  size: string | undefined,
  chance: Random,
): string | undefined => {
  const [first, ...rest] = pizzas.filter((one) => one.sku !== sku && one.prices.some((price) => price.size === size));
  return first && chance.pick([first, ...rest]).sku;
};

const besides = (offered: Menu, chance: Random): PlannedItem => {
  const [first, ...rest] = offered.items.filter(({ kind }) => kind !== 'pizza');
  if (first === undefined) return pizza(offered, chance);
  const item = chance.pick([first, ...rest]);
  return { sku: item.sku, size: sizeOf(item, chance), quantity: quantity(chance) };
};

const sizeOf = ({ prices: [price, ...prices] }: MenuItem, chance: Random): string | undefined =>
  chance.pick([price ?? {}, ...prices]).size;

const quantity = (chance: Random): number =>
  chance.weighted([
    [75, 1],
    [20, 2],
    [5, 3],
  ] as const);

const extras = (offered: Menu, chance: Random): readonly string[] | undefined => {
  const [first, ...rest] = offered.extras;
  return first !== undefined && chance.percent(30) ? [chance.pick([first, ...rest]).sku] : undefined;
};
