import { channel, money } from '@pizzeria/contracts';
import { z } from 'zod';
import { soldKinds } from '../domain/sold-items';
import { stages } from '../use-cases/figures';
import { count, daysRoute, rowsRoute } from './report';

const seconds = z.int();
const share = z.number().min(0);

export const customers = z.object({ new: count, returning: count, regular: count });

export const getCustomers = daysRoute({
  name: 'customers',
  summary: 'Orders by how well the shop knew the customer',
  row: customers,
  read: ({ figures }, days) => figures.customers(days),
});

export const getPreparation = daysRoute({
  name: 'preparation',
  summary: 'How long orders took to make, and against the estimate',
  row: z.object({
    count,
    meanSeconds: seconds.optional(),
    medianSeconds: seconds.optional(),
    p90Seconds: seconds.optional(),
    p95Seconds: seconds.optional(),
    averageEfficiency: share.optional(),
    recalls: count,
  }),
  read: ({ figures }, days) => figures.preparation(days),
});

export const getLateness = daysRoute({
  name: 'lateness',
  summary: 'Orders that were at hand when promised, and those that were late',
  row: z.object({
    promised: count,
    onTime: count,
    late: count,
    lateShare: share.optional(),
    lateBy: z.object({ 'up-to-5': count, 'up-to-10': count, 'up-to-20': count, 'over-20': count }),
    meanLateSeconds: seconds.optional(),
    medianLateSeconds: seconds.optional(),
    mostLateSeconds: seconds.optional(),
  }),
  read: ({ figures }, days) => figures.lateness(days),
});

export const getSetbacks = daysRoute({
  name: 'setbacks',
  summary: 'What kept orders from going as they should: unattended, short of stock, delayed, recalled, undeliverable',
  row: z.object({
    unattended: z.object({ level1: count, level2: count, level3: count }),
    short: count,
    delayed: count,
    recalled: count,
    undeliverable: count,
  }),
  read: ({ figures }, days) => figures.setbacks(days),
});

export const getSalesByHour = rowsRoute({
  name: 'sales-by-hour',
  summary: 'Orders, units and their value by the hour on the clock of the shop',
  row: z.object({ hour: z.int().min(0).max(23), orders: count, items: count, value: z.array(money) }),
  read: ({ figures }, days) => figures.salesByHour(days),
});

export const getTopItems = rowsRoute({
  name: 'top-items',
  summary: 'What was sold, most often first; halves and extras on their own, an extra within the price it lies on',
  row: z.object({ item: z.string(), kind: z.enum(soldKinds), quantity: count, revenue: z.array(money) }),
  read: ({ figures }, days) => figures.topItems(days),
});

export const getCancellations = rowsRoute({
  name: 'cancellations',
  summary: 'Orders called off: by whom, why and how far they had come',
  row: z.object({
    by: z.enum(['customer', 'staff', 'system']).optional(),
    after: z.enum(stages),
    unattended: z.boolean(),
    reason: z.string().optional(),
    orders: count,
    value: z.array(money),
  }),
  read: ({ figures }, days) => figures.cancellations(days),
});

export const getMessages = rowsRoute({
  name: 'messages',
  summary: 'Messages sent and given up, by kind and channel',
  row: z.object({
    kind: z.string(),
    channel,
    aboutOrder: z.boolean(),
    sent: count,
    failed: count,
    failedPermanently: count,
  }),
  read: ({ figures }, days) => figures.messages(days),
});
