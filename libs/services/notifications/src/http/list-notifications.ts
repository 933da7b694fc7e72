import { route } from '@pizzeria/service';
import { channel, orderId } from '@pizzeria/contracts';
import { z } from 'zod';
import type { ListedMessage, Parts } from '../use-cases/ports';

const listed = z.object({
  id: z.uuid(),
  orderId,
  kind: z.string(),
  channel,
  occurrence: z.int(),
  recipient: z.string(),
  subject: z.string().optional(),
  text: z.string(),
  state: z.enum(['claimed', 'waiting', 'sent', 'recorded', 'failed', 'uncertain']),
  provider: z.string().optional(),
  providerId: z.string().optional(),
  attempts: z.int(),
  lastError: z.string().optional(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  sentAt: z.iso.datetime().optional(),
});

const query = z.object({
  orderId: orderId.optional(),
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** The message list, newest first: of one order, or page by page. */
export const listNotifications = route({
  method: 'get',
  path: '/api/notifications',
  summary: 'Messages to customers and how each stands, newest first',
  who: ['kitchen', 'courier', 'manager'],
  query,
  answers: { 200: z.object({ items: z.array(listed), nextCursor: z.string().optional() }) },
  async handle({ query: { orderId, cursor, limit } }, { messages }: Parts) {
    const found = await messages.list({ orderId, before: cursor, limit: limit + 1 });
    const page = found.slice(0, limit);
    const nextCursor = found.length > limit ? page.at(-1)?.id : undefined;
    return { status: 200, body: { items: page.map(shown), nextCursor } };
  },
});

const shown = (message: ListedMessage) => ({
  ...message,
  createdAt: message.createdAt.toISOString(),
  updatedAt: message.updatedAt.toISOString(),
  sentAt: message.sentAt?.toISOString(),
});
