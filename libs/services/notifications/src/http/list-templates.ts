import { route } from '@pizzeria/service';
import { channel } from '@pizzeria/contracts';
import { z } from 'zod';
import { kinds } from '../domain/message';
import { shownKinds } from '../use-cases/kinds';

const listed = z.object({ kind: z.enum(kinds), channels: z.array(channel) });

/** Every kind of message there is. */
export const listTemplates = route({
  method: 'get',
  path: '/api/notifications/templates',
  summary: 'The kinds of messages, and the channels each may take',
  who: ['manager'],
  answers: { 200: z.object({ items: z.array(listed) }) },
  handle: async () => ({
    status: 200,
    body: { items: kinds.map((kind) => ({ kind, channels: shownKinds[kind].channels })) },
  }),
});
