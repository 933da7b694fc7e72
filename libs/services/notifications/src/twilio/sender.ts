import { within } from '@pizzeria/bus';
import type { Twilio } from 'twilio';
import type { Claim } from '../use-cases/messages';
import { type Found, type Receipt, type Sender, sendTimeoutMs } from '../use-cases/ports';
import { SendFailed, SendLater, SendRefused } from '../use-cases/send-errors';
import { below, statusPath } from './callbacks';
import { httpClient } from './http-client';

export interface TwilioAccount {
  readonly accountSid: string;
  readonly authToken: string;
  /** The shop's number, E.164. */
  readonly from: string;
  /** Where Twilio reaches the shop's API, to report what became of a message; without it Twilio is not asked to. */
  readonly publicUrl?: string;
  /** In place of `https://api.twilio.com`. */
  readonly baseUrl?: string;
  /** Longest time of one call; default `sendTimeoutMs`. */
  readonly timeoutMs?: number;
}

/** Clocks of ours and of Twilio may differ by so much, ms. */
const clockSkewMs = 60_000;

/**
 * SMS by Twilio. Twilio knows no idempotency key, but can be asked which messages it took for a number, so a try
 * whose answer got lost is cleared up before another is made. The SDK is loaded with the first message.
 */
export const twilioSender = (account: TwilioAccount): Sender => {
  const call = async <Answer>(signal: AbortSignal, ask: (client: Twilio) => Promise<Answer>): Promise<Answer> => {
    const { default: twilio } = await import('twilio');
    const limit = within(account.timeoutMs ?? sendTimeoutMs, signal);
    const client = httpClient(twilio, limit.signal, account.baseUrl);
    return ask(twilio(account.accountSid, account.authToken, { httpClient: client })).finally(limit.end);
  };
  return {
    provider: 'twilio',

    async send({ messageId, recipient, text }: Claim, signal): Promise<Receipt> {
      const { from, publicUrl } = account;
      const reports = publicUrl === undefined ? {} : { statusCallback: below(publicUrl, statusPath(messageId)) };
      const message = { to: recipient, from, body: text, ...reports };
      const taken = await call(signal, ({ messages }) => messages.create(message)).catch((error: unknown) => {
        throw isOurs(error) ? error : new SendFailed('unreadable-answer', true);
      });
      return { outcome: 'sent', providerId: taken.sid };
    },

    async find({ recipient, text, since }: Claim, signal): Promise<Found> {
      const earliest = since.getTime() - clockSkewMs;
      try {
        const messages = await call(signal, (client) => client.messages.list({ to: recipient, limit: 100 }));
        const candidates = messages.filter(({ dateCreated }) => dateCreated.getTime() >= earliest);
        const same = candidates.find(({ body }) => body.includes(text));
        if (same !== undefined) return { outcome: 'sent', providerId: same.sid };
        return { outcome: candidates.length === 0 ? 'not-sent' : 'unknown' };
      } catch (error) {
        if (error instanceof SendFailed && !noSuchList.has(error.why)) throw error;
        if (error instanceof SendLater) throw error;
        return { outcome: 'unknown' };
      }
    },
  };
};

/** Codes that say that this account's messages cannot be listed. */
const noSuchList = new Set(['20404', 'http-404']);

const isOurs = (error: unknown): boolean =>
  error instanceof SendRefused || error instanceof SendLater || error instanceof SendFailed;
