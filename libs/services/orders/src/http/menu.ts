import { minorUnits, size, sku } from '@pizzeria/contracts';
import { route } from '@pizzeria/service';
import { z } from 'zod';
import type { OrdersParts } from '../use-cases/ports';
import { readMenu } from '../use-cases/read-menu';

const labels = { allergens: z.array(z.string()), diets: z.array(z.string()) };

const menuView = z.object({
  currency: z.string(),
  items: z.array(
    z.object({
      sku,
      kind: z.enum(['pizza', 'drink', 'side']),
      name: z.string(),
      description: z.string(),
      prices: z.array(z.object({ size: size.optional(), amount: minorUnits })),
      ...labels,
    }),
  ),
  extras: z.array(z.object({ sku, name: z.string(), amount: minorUnits, ...labels })),
});

export const getMenu = route({
  method: 'get',
  path: '/api/menu',
  summary: 'What the shop offers, with prices in minor units, tax included',
  who: 'anyone',
  answers: { 200: menuView },
  handle: async (_request, parts: OrdersParts) => ({ status: 200, body: await readMenu(parts) }),
});
