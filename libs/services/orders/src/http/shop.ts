import { route } from '@pizzeria/service';
import { z } from 'zod';
import type { SettingsChange } from '../domain/shop-settings';
import type { OrdersParts } from '../use-cases/ports';
import { changeShop, readShop } from '../use-cases/shop';
import { moment } from './moment';
import { shopView, shopViewOf } from './shop-view';

export const getShop = route({
  method: 'get',
  path: '/api/shop',
  summary: 'The shop: its hours, whether it takes orders now, and how long they take',
  who: 'anyone',
  answers: { 200: shopView },
  handle: async (_request, parts: OrdersParts) => ({ status: 200, body: shopViewOf(await readShop(parts)) }),
});

const settingsBody = z
  .strictObject({
    /** Until when no orders are taken; null takes them again at once. */
    pausedUntil: moment.nullable().optional(),
    extraMinutes: z.int().min(0).max(180).optional(),
    /** Until when orders take longer; needed with `extraMinutes` above 0. */
    extraMinutesUntil: moment.optional(),
  })
  .refine(
    ({ extraMinutes = 0, extraMinutesUntil }) => extraMinutes > 0 === (extraMinutesUntil !== undefined),
    endless(),
  );

export const putShopSettings = route({
  method: 'put',
  path: '/api/shop/settings',
  summary: 'Pause the shop or let orders take longer, for a while; what is not named stays as it is',
  who: ['manager'],
  body: settingsBody,
  answers: { 200: shopView },
  refuses: { 422: ['until-not-allowed'] },
  handle: async ({ body }, parts: OrdersParts) => ({
    status: 200,
    body: shopViewOf(await changeShop(changeOf(body), parts)),
  }),
});

const changeOf = (body: z.infer<typeof settingsBody>): SettingsChange => {
  const { pausedUntil, extraMinutes, extraMinutesUntil } = body;
  return {
    pausedUntil,
    ...(extraMinutes === undefined ? {} : { extra: { minutes: extraMinutes, until: extraMinutesUntil } }),
  };
};

function endless() {
  return { message: 'extra minutes and their end go together', path: ['extraMinutesUntil'] };
}
