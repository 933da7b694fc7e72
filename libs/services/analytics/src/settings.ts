import { type Settings, type SettingsOf, timeZone } from '@pizzeria/service';
import { z } from 'zod';
import type { ShopDay } from './domain/business-day';

export const settings = {
  SHOP_TIME_ZONE: {
    description: 'the time zone of the shop, for the times and days that people read, for example Europe/Rome',
    schema: timeZone().default('America/New_York'),
  },
  SHOP_DAY_STARTS: {
    description:
      'when a business day begins on the clock of the shop, for example 05:00: what is sold before belongs to the day before',
    schema: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'it is no time like 05:00')
      .default('05:00'),
  },
} satisfies Settings;

export const shopDayOf = ({ SHOP_TIME_ZONE, SHOP_DAY_STARTS }: SettingsOf<typeof settings>): ShopDay => {
  const [hours = 0, minutes = 0] = SHOP_DAY_STARTS.split(':').map(Number);
  return { timeZone: SHOP_TIME_ZONE, startsAt: 60 * hours + minutes };
};
