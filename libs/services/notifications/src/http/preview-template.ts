import { route } from '@pizzeria/service';
import { channel } from '@pizzeria/contracts';
import { z } from 'zod';
import { type Kind, kinds } from '../domain/message';
import { smsLength } from '../domain/sms-length';
import { shownKinds } from '../use-cases/kinds';
import type { Parts } from '../use-cases/ports';

const previewed = z.object({
  kind: z.enum(kinds),
  channel,
  variant: z.string(),
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
  query: z.object({ variant: z.string().optional() }),
  answers: { 200: previewed },
  refuses: { 404: ['channel-not-taken', 'variant-unknown'] },
  async handle({ params: { kind, channel }, query }, { writer }: Parts) {
    const { channels, variants } = shownKinds[kind];
    if (!channels.includes(channel))
      throw refusal('channel-not-taken', `Messages of the kind ${kind} never go by ${channel}.`);
    const [variant, letter] =
      Object.entries(variants).find(([name]) => name === (query.variant ?? name)) ?? noSuchVariant(kind);
    const wording = writer.write(kind, channel, letter);
    const length = channel === 'sms' ? { length: smsLength(wording.text) } : {};
    return { status: 200, body: { kind, channel, variant, ...wording, ...length } };
  },
});

const noSuchVariant = (kind: Kind): never => {
  throw refusal('variant-unknown', `Messages of the kind ${kind} have no such variant.`);
};

const refusal = (code: 'channel-not-taken' | 'variant-unknown', why: string) =>
  Object.assign(new Error(why), { kind: 'not-found', code } as const);
