import { money, timestamp } from '@pizzeria/contracts';
import { route } from '@pizzeria/service';
import { z } from 'zod';
import type { AnalyticsParts } from '../use-cases/ports';

const count = z.int().min(0);

const summaryView = z.object({
  orders: z.object({ placed: count, delivered: count, cancelled: count }),
  revenue: z.array(money),
  averageOrderValue: z.array(money),
  itemsSold: count,
  customers: z.object({ new: count, returning: count, regular: count }),
  preparation: z.object({
    count,
    medianSeconds: z.number().optional(),
    p95Seconds: z.number().optional(),
    averageEfficiency: z.number().optional(),
  }),
});

export const getSummary = route({
  method: 'get',
  path: '/api/analytics/summary',
  summary: 'Orders, money, customers and preparation, of all time or from one time (included) to another (excluded)',
  who: ['manager'],
  query: z.object({ from: timestamp.optional(), to: timestamp.optional() }),
  answers: { 200: summaryView },
  handle: async ({ query }, { metrics }: AnalyticsParts) => ({ status: 200, body: await metrics.summary(query) }),
});
