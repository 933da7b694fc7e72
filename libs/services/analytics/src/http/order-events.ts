import { route } from '@pizzeria/service';
import { z } from 'zod';
import type { AnalyticsParts } from '../use-cases/ports';

const eventView = z.looseObject({
  id: z.uuid(),
  type: z.string(),
  version: z.int(),
  source: z.string(),
  subject: z.string(),
  time: z.string(),
  sequence: z.int(),
  data: z.unknown(),
});

export const getOrderEvents = route({
  method: 'get',
  path: '/api/analytics/orders/:id/events',
  summary: 'What happened to one order, as it happened, personal data blank; empty until something is known of it',
  who: ['manager'],
  params: z.object({ id: z.uuid() }),
  answers: { 200: z.object({ items: z.array(eventView) }) },
  handle: async ({ params }, { log }: AnalyticsParts) => ({
    status: 200,
    body: { items: await log.ofOrder(params.id) },
  }),
});
