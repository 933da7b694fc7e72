import type { Allergen, Diet } from '@pizzeria/contracts';
import type { Catalogue, ExtraEntry, ItemEntry } from '../domain/catalogue';
import { menuOf, type Menu } from '../domain/menu';
import type { TaxRule } from '../domain/tax';
import { drinks, extras, pizzas } from '../migrations/002-menu-data';
import { ingredients, madeOf, newDescriptions, newItems } from '../migrations/003-food-data';

const seeds = [...pizzas, ...drinks, ...extras, ...newItems];

const entriesOf = (kind: (typeof seeds)[number]['kind']) =>
  seeds
    .filter((seed) => seed.kind === kind)
    .map(({ sku, name, prices, description }) => {
      return { sku, name, prices, description, ingredients: madeOf(sku), available: true, version: 1 };
    });

const itemsOf = (kind: ItemEntry['kind']) =>
  entriesOf(kind).map((entry): ItemEntry => {
    return { ...entry, kind, description: entry.description || (newDescriptions[entry.sku] ?? '') };
  });

/** What the shop offers as long as no manager has changed anything. */
export const theCatalogue: Catalogue = {
  ingredients: [...ingredients]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ allergens, diets, ...rest }) => {
      return { ...rest, allergens: allergens as Allergen[], diets: diets as Diet[], version: 1 };
    }),
  items: [...itemsOf('pizza'), ...itemsOf('side'), ...itemsOf('drink')],
  extras: entriesOf('extra').map(({ prices, description: _, ...rest }): ExtraEntry => {
    return { ...rest, amount: prices[0]?.amount ?? 0 };
  }),
};

export const noTax: TaxRule = { percent: '0', included: true };

/** The menu in US dollars; `soldOut` names what is not to be had. */
export const menuWithout = (...soldOut: readonly string[]): Menu =>
  menuOf(theCatalogue, { currency: 'USD', tax: noTax, soldOut: new Set(soldOut) });

export const theMenu: Menu = menuWithout();
