import { money } from '@pizzeria/contracts';
import { route, table } from '@pizzeria/service';
import { z } from 'zod';
import { customerTypes } from '../domain/customer-type';
import { lateBy } from '../domain/lateness';
import { figures, stages, type Figure, type OrderBehind } from '../use-cases/figures';
import { ordersBehind } from '../use-cases/orders-behind';
import type { AnalyticsParts } from '../use-cases/ports';
import { balance, count, period, periodRefusals } from './report';

const text = z.string().min(1);
const day = z.iso.date();
const time = z.iso.datetime().optional();
const yesOrNo = z.enum(['true', 'false']).transform((word) => word === 'true');
const fulfilment = z.enum(['pickup', 'delivery']);
const customerType = z.enum(customerTypes);

const traits = z.object({
  hour: z.coerce.number().int().min(0).max(23).optional(),
  fulfilment: fulfilment.optional(),
  customerType: customerType.optional(),
  item: text.optional(),
  kind: text.optional(),
  by: z.enum(['customer', 'staff', 'system']).optional(),
  after: z.enum(stages).optional(),
  reason: text.optional(),
  unattended: yesOrNo.optional(),
  method: z.enum(['cash', 'card']).optional(),
  lateBy: z.enum(lateBy).optional(),
  channel: z.enum(['sms', 'email']).optional(),
  permanent: yesOrNo.optional(),
  level: z.coerce.number().int().min(1).max(3).optional(),
});

const question = period.extend({
  day: day.optional().describe('Instead of from and to.'),
  figure: z.enum(Object.keys(figures) as [Figure, ...Figure[]]).default('orders'),
  limit: z.coerce.number().int().min(1).max(1_000).default(50),
  cursor: z.uuid().optional(),
  ...traits.shape,
});

const orderView = z.object({
  id: z.uuid(),
  count: z.int().describe('How much of the figure is of this order.'),
  amounts: z.array(balance).describe('And how much of its money.'),
  number: z.int().optional(),
  status: z.enum([...stages, 'delivered', 'cancelled']),
  fulfilment: fulfilment.optional(),
  customerType: customerType.optional(),
  value: money.optional(),
  items: count.optional(),
  placedAt: time,
  promisedAt: time,
  startedAt: time,
  readyAt: time,
  deliveredAt: time,
  cancelledAt: time,
  preparationSeconds: count.optional(),
  estimatedSeconds: count.optional(),
  lateSeconds: z.int().optional().describe('Below zero for an order that was early.'),
});

export const getOrdersBehind = route({
  method: 'get',
  path: '/api/analytics/orders',
  summary: 'The orders behind a figure of some business days, newest first, by pages',
  who: ['manager'],
  query: question,
  answers: { 200: z.object({ items: z.array(orderView), nextCursor: z.uuid().optional() }) },
  refuses: { 422: [...periodRefusals[422], 'figure-not-told-apart-so'] },
  csv: table(orderView, ({ items }: { readonly items: readonly OrderBehind[] }) => items),
  handle: async ({ query }, parts: AnalyticsParts) => {
    const { day: only, from = only, to = only, figure, limit, cursor, ...asked } = query;
    const { page, next } = await ordersBehind({ from, to, figure, traits: asked, limit, after: cursor }, parts);
    return { status: 200, body: { items: page, nextCursor: next }, headers: nextPage(next) };
  },
});

/** For a table, which has no room for it: from where on the next one goes. */
const nextPage = (next: string | undefined) => (next === undefined ? undefined : { 'Next-Cursor': next });
