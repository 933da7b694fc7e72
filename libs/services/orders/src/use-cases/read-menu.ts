import type { Menu } from '../domain/menu';
import type { OrdersParts } from './ports';

export const readMenu = ({ menus }: OrdersParts): Promise<Menu> => menus.read();
