import { Readable } from 'node:stream';
import { within } from '@pizzeria/bus';
import { createTransport } from 'nodemailer';
import type { Claim } from '../use-cases/messages';
import { type Found, type Receipt, type Sender, sendTimeoutMs } from '../use-cases/ports';
import { SendFailed, SendRefused } from '../use-cases/send-errors';

export interface MailAccount {
  /** `smtp://user:password@host:port` or `smtps://…`. */
  readonly url: string;
  /** The shop's address, for example `Mario's Pizzeria <hello@example.com>`. */
  readonly from: string;
  /** Longest time of one delivery; default `sendTimeoutMs`. */
  readonly timeoutMs?: number;
}

/**
 * E-mail by SMTP. A server cannot be asked what it took; until the whole message was handed over it has certainly
 * taken nothing. Every try of a message carries the same Message-ID.
 */
export const smtpSender = (account: MailAccount): Sender => {
  const timeoutMs = account.timeoutMs ?? sendTimeoutMs;
  const domain = /@([^@>\s]+)>?\s*$/.exec(account.from)?.[1] ?? 'localhost';
  return {
    provider: 'smtp',

    async send(message: Claim, signal): Promise<Receipt> {
      const transport = createTransport({
        url: account.url,
        connectionTimeout: timeoutMs,
        greetingTimeout: timeoutMs,
        socketTimeout: timeoutMs,
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      const limit = within(timeoutMs, signal);
      let handedOver = false;
      transport.use('stream', (mail, done) => {
        mail.message.processFunc((whole) => readingToTheEnd(whole, () => (handedOver = true)));
        done();
      });
      try {
        const receipt = await transport.sendMail({
          ...envelopeOf(message, account.from, domain),
          signal: limit.signal,
        });
        return { outcome: 'sent', providerId: receipt.messageId };
      } catch (error) {
        throw failureOf(error, handedOver);
      } finally {
        limit.end();
      }
    },

    find: (): Promise<Found> => Promise.resolve({ outcome: 'unknown' }),
  };
};

/** The same bytes, read only as they go out on the wire; `onEnd` is called before the mark that ends the message. */
const readingToTheEnd = (whole: Readable, onEnd: () => void): Readable => {
  const pieces = async function* () {
    for await (const piece of whole) yield piece as Buffer;
    onEnd();
  };
  return Readable.from(pieces(), { objectMode: false, highWaterMark: 0 });
};

const envelopeOf = (message: Claim, from: string, domain: string) => ({
  from,
  // An object, so that an address with a comma cannot become two recipients.
  to: { name: '', address: message.recipient },
  subject: message.subject,
  text: message.text,
  html: message.html,
  messageId: `<${message.messageId}@${domain}>`,
  headers: { 'Auto-Submitted': 'auto-generated' },
});

/** What may be answered to the recipient or the message, and means our session (503) or our right to send (530). */
const aboutUs = new Set([503, 530]);

/**
 * A 5xx is for ever where it answers the recipient or the message. A refused greeting, password or sender is about us,
 * and may be put right; 4xx, timeouts and broken connections pass.
 */
const failureOf = (error: unknown, handedOver: boolean): SendRefused | SendFailed => {
  const { code, responseCode, command } = error as { code?: string; responseCode?: number; command?: string };
  if (responseCode === undefined) return new SendFailed(code ?? 'interrupted', handedOver);
  const ofTheMessage = (command === 'RCPT TO' || command === 'DATA') && !aboutUs.has(responseCode);
  return ofTheMessage && responseCode >= 500
    ? new SendRefused(`smtp-${responseCode}`)
    : new SendFailed(`smtp-${responseCode}`);
};
