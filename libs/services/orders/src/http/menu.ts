import { route } from '@pizzeria/service';
import type { OrdersParts } from '../use-cases/ports';
import { readMenu } from '../use-cases/read-menu';
import { menuView } from './menu-view';

export const getMenu = route({
  method: 'get',
  path: '/api/menu',
  summary: 'What the shop offers, with prices in minor units, and what of it is not to be had',
  who: 'anyone',
  answers: { 200: menuView },
  handle: async (_request, parts: OrdersParts) => ({ status: 200, body: await readMenu(parts) }),
});
