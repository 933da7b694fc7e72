import { route } from '@pizzeria/service';
import { channel } from '@pizzeria/contracts';
import { z } from 'zod';
import { kinds } from '../domain/message';
import { smsLength } from '../domain/sms-length';
import { shownKinds } from '../use-cases/kinds';
import type { Parts } from '../use-cases/ports';

const previewed = z.object({
  kind: z.enum(kinds),
  channel,
  subject: z.string().optional(),
  text: z.string(),
  html: z.string().optional(),
  /** Of an SMS: what it is billed as. */
  length: z.object({ encoding: z.enum(['gsm-7', 'ucs-2']), parts: z.int().min(1) }).optional(),
});

/** How a message reads, by the example of the event that it is sent for. */
export const previewTemplate = route({
  method: 'get',
  path: '/api/notifications/templates/:kind/:channel',
  summary: 'A message of this kind about an example, with the name and the time zone of the shop',
  who: ['manager'],
  params: z.object({ kind: z.enum(kinds), channel }),
  answers: { 200: previewed },
  refuses: { 404: ['channel-not-taken'] },
  async handle({ params: { kind, channel } }, { writer }: Parts) {
    const { channels, example } = shownKinds[kind];
    if (!channels.includes(channel)) throw notTaken(kind, channel);
    const wording = writer.write(kind, channel, example());
    return {
      status: 200,
      body: { kind, channel, ...wording, ...(channel === 'sms' ? { length: smsLength(wording.text) } : {}) },
    };
  },
});

const notTaken = (kind: string, channel: string) =>
  Object.assign(new Error(`Messages of the kind ${kind} never go by ${channel}.`), {
    kind: 'not-found',
    code: 'channel-not-taken',
  } as const);
