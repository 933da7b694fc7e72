import { flag, timeZone, wholeNumber, type Settings, type SettingsOf } from '@pizzeria/service';
import { z } from 'zod';
import type { Terms } from './domain/promise';
import type { ShopCard } from './domain/shop-card';
import { isTaxPercent } from './domain/tax';
import { NotHours, readWeek } from './domain/week';
import { isPhoneCountry } from './phone/phones';
import { shiftsOf } from './temporal/shifts';

const minutes = (byDefault: number) => z.coerce.number().int().min(0).max(1_440).default(byDefault);

const hours = () =>
  z
    .string()
    .superRefine((text, context) => {
      try {
        readWeek(text);
      } catch (error) {
        if (!(error instanceof NotHours)) throw error;
        context.addIssue({ code: 'custom', message: error.message });
      }
    })
    .default('Mo-Su 00:00-24:00');

const hoursForm =
  'as days and times by the wall clock, for example Mo-Th 11:30-14:30,17:00-22:30; Fr,Sa 17:00-01:00; Su off';

export const settings = {
  SHOP_NAME: { description: 'the shop as its customers know it', schema: z.string().default("Mario's Pizzeria") },
  SHOP_PHONE: { description: 'where customers may call the shop', schema: z.string().optional() },
  SHOP_TIME_ZONE: {
    description: 'the time zone of the shop, for example Europe/Rome',
    schema: timeZone().default('America/New_York'),
  },
  SHOP_DAY_STARTS: {
    description: 'when a business day starts: what is sold before counts for the day before, for example 05:00',
    schema: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'it is no time of day from 00:00 to 23:59')
      .default('05:00'),
  },
  SHOP_HOURS_PICKUP: {
    description: `when orders to be collected are taken, ${hoursForm}`,
    schema: hours(),
  },
  SHOP_HOURS_DELIVERY: {
    description: `when orders to be delivered are taken, ${hoursForm}`,
    schema: hours(),
  },
  SHOP_MESSAGES: {
    description:
      'whether messages to customers are sent, as where notifications has its TWILIO settings or SMTP_URL, or recorded only in the list of messages: sent or recorded',
    schema: z.enum(['sent', 'recorded'], 'it is neither sent nor recorded').default('recorded'),
  },
  SHOP_TRACE_LINK: {
    description:
      'where a trace can be looked at, {traceId} standing for its id, for example https://traces.example.com/{traceId}; no link when not set',
    schema: z.string().includes('{traceId}', 'it does not hold {traceId}').optional(),
  },
  LATER_DAYS: {
    description: 'how many days ahead an order for later may be; 0 takes none',
    schema: wholeNumber(0, 60).default(7),
  },
  MOST_PIZZAS: {
    description: 'how many pizzas one order may be of; for more, customers are asked to call',
    schema: wholeNumber(1, 2_500).default(50),
  },
  KITCHEN_NEWS_MINUTES: {
    description: "minutes that the kitchen's word on how long orders wait counts, where no newer one comes",
    schema: wholeNumber(0, 1_440).default(60),
  },
  PICKUP_LEAD_MINUTES: {
    description: 'minutes from an order of one pizza to its hand-over at the counter, for example 20',
    schema: minutes(20),
  },
  DELIVERY_LEAD_MINUTES: {
    description: 'minutes from an order of one pizza to its delivery at the door, for example 45',
    schema: minutes(45),
  },
  PHONE_COUNTRY: {
    description: 'the country whose phone numbers customers may give without prefix, ISO 3166, for example US',
    schema: z.string().refine(isPhoneCountry, 'it is no country code with known phone numbers').default('US'),
  },
  TAX_PERCENT: {
    description: 'tax on what is sold, percent with at most four decimals, for example 8.875',
    schema: z
      .string()
      .refine(isTaxPercent, 'it is no percentage from 0 to 100 with at most four decimals')
      .default('0'),
  },
  TAX_INCLUDED: {
    description: 'whether the prices on the menu have the tax in them (true), or it comes on top of an order (false)',
    schema: flag().default(true),
  },
} satisfies Settings;

type Values = SettingsOf<typeof settings>;

/** How the shop takes orders. */
export const termsOf = (values: Values): Terms => ({
  leadTimes: { pickupMinutes: values.PICKUP_LEAD_MINUTES, deliveryMinutes: values.DELIVERY_LEAD_MINUTES },
  hours: {
    pickup: shiftsOf(readWeek(values.SHOP_HOURS_PICKUP), values.SHOP_TIME_ZONE),
    delivery: shiftsOf(readWeek(values.SHOP_HOURS_DELIVERY), values.SHOP_TIME_ZONE),
  },
  laterDays: values.LATER_DAYS,
  mostPizzas: values.MOST_PIZZAS,
  kitchenNewsMinutes: values.KITCHEN_NEWS_MINUTES,
});

/** What the shop says of itself. */
export const cardOf = (values: Values): ShopCard => ({
  name: values.SHOP_NAME,
  phone: values.SHOP_PHONE,
  timeZone: values.SHOP_TIME_ZONE,
  dayStarts: values.SHOP_DAY_STARTS,
  weeks: { pickup: readWeek(values.SHOP_HOURS_PICKUP), delivery: readWeek(values.SHOP_HOURS_DELIVERY) },
  messages: values.SHOP_MESSAGES,
  traceLink: values.SHOP_TRACE_LINK,
});
