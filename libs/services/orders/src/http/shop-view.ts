import { timestamp } from '@pizzeria/contracts';
import { z } from 'zod';
import type { Channel } from '../domain/hours';
import { timeOfDay, weekdays, type Week } from '../domain/week';
import type { ShopNow } from '../use-cases/shop';

const channelView = z.object({
  /** Every day of the week by the shop's wall clock; a time before that of opening is past midnight. */
  hours: z.array(
    z.object({ day: z.enum(weekdays), shifts: z.array(z.object({ opens: z.string(), closes: z.string() })) }),
  ),
  open: z.boolean(),
  /** While it is closed: when it opens next, within a week. */
  opensAt: timestamp.optional(),
  leadMinutes: z.int(),
});

/** What everybody may know of the shop. */
export const shopView = z.object({
  name: z.string(),
  phone: z.string().optional(),
  timeZone: z.string(),
  dayStarts: z.string(),
  pickup: channelView,
  delivery: channelView,
  laterDays: z.int(),
  pausedUntil: timestamp.optional(),
  extraMinutes: z.int(),
  extraMinutesUntil: timestamp.optional(),
  messages: z.enum(['sent', 'recorded']),
  /** Where a trace can be looked at, `{traceId}` standing for its id. */
  traceLink: z.string().optional(),
});

export const shopViewOf = (shop: ShopNow): z.infer<typeof shopView> => {
  const { name, phone, timeZone, dayStarts, messages, traceLink } = shop.card;
  const { pausedUntil, extraMinutes, extraMinutesUntil } = shop.settings;
  return {
    name,
    phone,
    timeZone,
    dayStarts,
    pickup: channelOf(shop, 'pickup'),
    delivery: channelOf(shop, 'delivery'),
    laterDays: shop.laterDays,
    pausedUntil: pausedUntil?.toISOString(),
    extraMinutes,
    extraMinutesUntil: extraMinutesUntil?.toISOString(),
    messages,
    traceLink,
  };
};

const channelOf = ({ card, channels }: ShopNow, channel: Channel): z.infer<typeof channelView> => {
  const { open, opensAt, leadMinutes } = channels[channel];
  return { hours: hoursOf(card.weeks[channel]), open, opensAt: opensAt?.toISOString(), leadMinutes };
};

const hoursOf = (week: Week) =>
  weekdays.map((day) => ({
    day,
    shifts: week[day].map(({ opens, closes }) => ({ opens: timeOfDay(opens), closes: timeOfDay(closes) })),
  }));
