import { route } from '@pizzeria/service';
import { channel } from '@pizzeria/contracts';
import { z } from 'zod';
import { type Kind, kinds } from '../domain/message';
import { shownKinds } from '../use-cases/kinds';

const listed = z.object({
  kind: z.enum(kinds),
  channels: z.array(channel),
  variants: z.array(z.string()).describe('What it may say. The first is shown where none is asked for.'),
});

/** Every kind of message there is. */
export const listTemplates = route({
  method: 'get',
  path: '/api/notifications/templates',
  summary: 'The kinds of messages, the channels each may take, and its variants',
  who: ['manager'],
  answers: { 200: z.object({ items: z.array(listed) }) },
  handle: async () => ({
    status: 200,
    body: { items: kinds.map(shown) },
  }),
});

const shown = (kind: Kind) => {
  const { channels, variants } = shownKinds[kind];
  return { kind, channels, variants: Object.keys(variants) };
};
