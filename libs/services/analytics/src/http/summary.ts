import { money } from '@pizzeria/contracts';
import { route, table } from '@pizzeria/service';
import { z } from 'zod';
import type { Summary, Report } from '../use-cases/figures';
import { daysOf } from '../use-cases/period';
import type { AnalyticsParts } from '../use-cases/ports';
import { balance, count, ofDay, period, periodRefusals } from './report';
import { customers } from './reports';

const amounts = z.array(money);

const summaryRow = z.object({
  orders: z.object({ placed: count, delivered: count, cancelled: count }),
  fulfilment: z.object({ pickup: count, delivery: count }),
  revenue: z.array(balance),
  payments: amounts,
  refunds: amounts,
  orderValue: amounts,
  tax: amounts,
  averageOrderValue: amounts,
  itemsSold: count,
  customers,
  preparation: z.object({
    count,
    medianSeconds: z.int().optional(),
    p95Seconds: z.int().optional(),
    averageEfficiency: z.number().optional(),
  }),
});

const day = z.iso.date();

/** The figures of the whole period stand at the top. */
export const getSummary = route({
  method: 'get',
  path: '/api/analytics/summary',
  summary: 'Orders, money, customers and preparation, by business day',
  who: ['manager'],
  query: period,
  answers: { 200: summaryRow.extend({ from: day, to: day, days: z.array(ofDay(summaryRow)) }) },
  refuses: periodRefusals,
  csv: table(ofDay(summaryRow), ({ days }: Report<Summary>) => days),
  handle: async ({ query }, parts: AnalyticsParts) => {
    const asked = daysOf(query, parts);
    const { total, days } = await parts.figures.summary(asked);
    return { status: 200, body: { from: asked[0]?.day, to: asked.at(-1)?.day, ...total, days } };
  },
});
