import { route } from '@pizzeria/service';
import { channel, orderId } from '@pizzeria/contracts';
import { z } from 'zod';
import { kinds, messageStates, orderOf } from '../domain/message';
import { providerStatuses } from '../domain/provider-status';
import type { ListedMessage } from '../use-cases/messages';
import type { Parts } from '../use-cases/ports';

const listed = z.object({
  id: z.uuid(),
  about: z.string().describe('What it is about, for example order/<id> or ingredient/mozzarella.'),
  orderId: orderId.optional(),
  kind: z.enum(kinds),
  channel,
  occurrence: z.int(),
  recipient: z.string(),
  subject: z.string().optional(),
  text: z.string().describe('Empty where it was withdrawn before it had words.'),
  state: z.enum(messageStates),
  provider: z.string().optional(),
  providerId: z.string().optional(),
  providerStatus: z.enum(providerStatuses).optional().describe('What the provider said of it last.'),
  providerCode: z.string().optional(),
  attempts: z.int(),
  lastError: z.string().optional(),
  uncertainBecause: z.string().optional().describe('Why nobody knows whether it was sent.'),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  sentAt: z.iso.datetime().optional(),
});

const query = z.object({
  orderId: orderId.optional(),
  state: z.enum(messageStates).optional(),
  kind: z.enum(kinds).optional(),
  channel: channel.optional(),
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** The message list, newest first: of one order, state, kind or channel, or page by page. */
export const listNotifications = route({
  method: 'get',
  path: '/api/notifications',
  summary: 'Messages and how each stands, newest first',
  who: ['kitchen', 'courier', 'manager'],
  query,
  answers: { 200: z.object({ items: z.array(listed), nextCursor: z.string().optional() }) },
  async handle({ query: { cursor, limit, ...filter } }, { messages }: Parts) {
    const found = await messages.list({ ...filter, before: cursor, limit: limit + 1 });
    const page = found.slice(0, limit);
    const nextCursor = found.length > limit ? page.at(-1)?.id : undefined;
    return { status: 200, body: { items: page.map(shown), nextCursor } };
  },
});

const shown = (message: ListedMessage) => ({
  ...message,
  orderId: orderOf(message),
  uncertainBecause: message.state === 'uncertain' ? becauseOf(message) : undefined,
  createdAt: message.createdAt.toISOString(),
  updatedAt: message.updatedAt.toISOString(),
  sentAt: message.sentAt?.toISOString(),
});

const becauseOf = ({ lastError }: ListedMessage): string =>
  lastError === undefined || lastError === 'outcome-unknown'
    ? 'Its process ended between sending it and noting that, and the provider cannot say.'
    : `The last try broke off (${lastError}), and the provider cannot say whether it took the message.`;
