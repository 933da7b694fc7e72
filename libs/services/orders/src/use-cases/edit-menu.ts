import type { ExtraEntry, ItemEntry } from '../domain/catalogue';
import * as menu from '../domain/edit-menu';
import type { Ingredient } from '../domain/food';
import type { Extra, MenuItem } from '../domain/menu';
import type { OrdersParts } from './ports';

/** What was written, as it is offered now, and whether it is new. */
export interface Written<Offered> {
  readonly isNew: boolean;
  readonly offered: Offered;
}

/** Writes an item of the menu for a manager; refuses as `domain/edit-menu`. */
export const editItem = async (written: ItemEntry, { menus }: OrdersParts): Promise<Written<MenuItem>> => {
  const edit = await menus.editItem((catalogue) => menu.editItem(written, catalogue));
  const { items } = await menus.read();
  return { isNew: isNew(edit), offered: found(items.find(({ sku }) => sku === written.sku)) };
};

/** Writes an extra for a manager. */
export const editExtra = async (written: ExtraEntry, { menus }: OrdersParts): Promise<Written<Extra>> => {
  const edit = await menus.editExtra((catalogue) => menu.editExtra(written, catalogue));
  const { extras } = await menus.read();
  return { isNew: isNew(edit), offered: found(extras.find(({ sku }) => sku === written.sku)) };
};

/** Writes an ingredient for a manager. */
export const editIngredient = async (written: Ingredient, { menus }: OrdersParts): Promise<Written<Ingredient>> => {
  const edit = await menus.editIngredient((catalogue) => menu.editIngredient(written, catalogue));
  return { isNew: isNew(edit), offered: edit.entry };
};

const isNew = ({ outcome }: menu.Edit<unknown>): boolean => outcome === 'created';

const found = <Offered>(offered: Offered | undefined): Offered => {
  if (offered === undefined) throw new Error('What was written is not on the menu.');
  return offered;
};
