import { route } from '@pizzeria/service';
import { z } from 'zod';
import { wishOf } from '../domain/inbound';
import type { Parts } from '../use-cases/ports';
import { form, nothingToSay, reply, signedByTwilio } from './twiml';

/** Somebody texts the shop's number: STOP and START are honoured, HELP is answered, anything else is left alone. */
export const takeInbound = route({
  method: 'post',
  path: '/api/notifications/twilio/inbound',
  summary: 'What people text to the number of the shop, brought and signed by Twilio',
  who: 'anyone',
  body: form,
  form: signedByTwilio,
  speaks: 'text/xml',
  answers: { 200: z.string() },
  async handle({ body: { From: phone, Body: text = '', OptOutType: answered } }, parts: Parts) {
    const { optOuts, clock, writer } = parts;
    const wish = wishOf(text, answered);
    if (phone === undefined || wish === undefined) return nothingToSay;
    // Where Twilio manages opt-outs it has answered already.
    if (wish === 'help') return answered === undefined ? reply(writer.help()) : nothingToSay;
    await optOuts.set(phone, wish, clock.now());
    return nothingToSay;
  },
});
