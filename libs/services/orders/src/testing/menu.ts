import type { Menu } from '../domain/menu';
import { drinks, extras, pizzas } from '../migrations/002-menu-data';

/** What the shop offered on its first day. */
export const theMenu: Menu = {
  currency: 'USD',
  items: [...pizzas, ...drinks].map(({ kind, ...item }) => ({ ...item, kind: kind === 'drink' ? 'drink' : 'pizza' })),
  extras: extras.map(({ sku, name, prices, allergens, diets }) => {
    return { sku, name, amount: prices[0]?.amount ?? 0, allergens, diets };
  }),
};
