import type { Answer, Signed } from '@pizzeria/service';
import { z } from 'zod';
import type { Parts } from '../use-cases/ports';

/** What Twilio sends: fields that it adds to as it likes, each a text. */
export const form = z.record(z.string(), z.string());

export const signedByTwilio = {
  header: 'X-Twilio-Signature',
  signed: ({ pathAndQuery, fields, signature }: Signed, { callbacks }: Parts) =>
    callbacks.signed(pathAndQuery, fields, signature),
};

/** TwiML that asks for nothing. */
export const nothingToSay: Answer = { status: 200, body: '<Response/>' };

/** TwiML that texts back. */
export const reply = (text: string): Answer => ({
  status: 200,
  body: `<Response><Message>${escaped(text)}</Message></Response>`,
});

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string): string => text.replace(/[&<>]/g, (character) => entities[character] ?? character);
