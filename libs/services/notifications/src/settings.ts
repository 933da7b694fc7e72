import { type Settings, type SettingsOf, timeZone, url, wholeNumber } from '@pizzeria/service';
import { z } from 'zod';
import type { Shop } from './domain/shop';
import { paceOf, unhurried } from './pace/pace';
import { recordingSender } from './recording/sender';
import { smtpSender } from './smtp/sender';
import { noCallbacks, twilioCallbacks } from './twilio/callbacks';
import { type TwilioAccount, twilioSender } from './twilio/sender';
import type { Parts, Rules } from './use-cases/ports';

const e164 = () => z.string().regex(/^\+[1-9]\d{6,14}$/, 'it is no number like +14155550100');

const keptSms = 'to keep SMS in the message list';
const keptEmails = 'to keep e-mails in the message list';

export const settings = {
  SHOP_NAME: { description: 'the shop as its messages name it', schema: z.string().default("Mario's Pizzeria") },
  SHOP_PHONE: { description: 'where customers may call the shop, for its e-mails', schema: z.string().optional() },
  SHOP_TIME_ZONE: {
    description: 'the time zone of the times in messages, for example Europe/Rome',
    schema: timeZone().default('America/New_York'),
  },
  MANAGER_PHONE: {
    description: 'the number that is told of low stock and of orders nobody starts, for example +14155550100',
    schema: e164().optional(),
  },
  MANAGER_EMAIL: {
    description:
      'the address that is told of low stock and of orders nobody starts, and is sent what suppliers without an address are to bring',
    schema: z.email('it is no e-mail address').optional(),
  },
  READY_DELAY_SECONDS: {
    description:
      'how long the message that an order is ready waits, seconds: an order recalled within it is announced to nobody',
    schema: wholeNumber(0, 600).default(20),
  },
  LATE_AFTER_MINUTES: {
    description:
      'a customer is told that an order is late when it is expected more than so many minutes after its time',
    schema: wholeNumber(1, 240).default(10),
  },
  SMS_PER_SECOND: {
    description: 'how many SMS a process hands to Twilio in a second at most',
    schema: wholeNumber(1, 1_000).default(10),
  },
  EMAILS_PER_SECOND: {
    description: 'how many e-mails a process hands to the mail server in a second at most',
    schema: wholeNumber(1, 1_000).default(10),
  },
  TWILIO_ACCOUNT_SID: {
    description: 'the Twilio account that sends SMS (AC…); without the TWILIO settings SMS go to the message list only',
    schema: z.string().startsWith('AC', 'it does not begin with AC').optional(),
    allOrNone: keptSms,
  },
  TWILIO_AUTH_TOKEN: {
    description: 'the token of the Twilio account',
    schema: z.string().optional(),
    secret: true,
    allOrNone: keptSms,
  },
  TWILIO_FROM: {
    description: 'the number SMS are sent from, for example +14155550100',
    schema: e164().optional(),
    allOrNone: keptSms,
  },
  TWILIO_BASE_URL: {
    description: 'where the Twilio API is, when not at https://api.twilio.com',
    schema: url('https:', 'http:').optional(),
  },
  TWILIO_CALLBACK_URL: {
    description:
      "the public address of the shop's API, for example https://pizza.example.com: Twilio reports there what became " +
      'of an SMS (below it, POST /api/notifications/twilio/status), and is to be told to bring there what people text ' +
      '(…/twilio/inbound); without it nothing is reported, and both are refused',
    schema: url('https:', 'http:').optional(),
  },
  SMTP_URL: {
    description:
      'the mail server, for example smtp://user:password@host:587; without it and MAIL_FROM e-mails go to the message list only',
    schema: url('smtp:', 'smtps:').optional(),
    secret: true,
    allOrNone: keptEmails,
  },
  MAIL_FROM: {
    description: "the sender of e-mails, for example Mario's Pizzeria <hello@example.com>",
    schema: z
      .string()
      .regex(/^[^@\r\n]*[^@\s]+@[^@\s]+$/, 'it holds no e-mail address')
      .optional(),
    allOrNone: keptEmails,
  },
} satisfies Settings;

type Values = SettingsOf<typeof settings>;

export const shopOf = (values: Values): Shop => ({
  name: values.SHOP_NAME,
  phone: values.SHOP_PHONE,
  timeZone: values.SHOP_TIME_ZONE,
  manager: { phone: values.MANAGER_PHONE, email: values.MANAGER_EMAIL },
});

export const rulesOf = (values: Values): Rules => ({
  readyDelayMs: values.READY_DELAY_SECONDS * 1_000,
  toleratedMinutes: values.LATE_AFTER_MINUTES,
});

const twilioOf = (values: Values): TwilioAccount | undefined => {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, TWILIO_FROM: from } = values;
  if (accountSid === undefined || authToken === undefined || from === undefined) return undefined;
  const { TWILIO_BASE_URL: baseUrl, TWILIO_CALLBACK_URL: publicUrl } = values;
  return { accountSid, authToken, from, baseUrl, publicUrl };
};

/**
 * The way out of each channel and how fast it may be taken: its provider when it is configured, the message list when
 * nothing of it is.
 */
export const waysOutOf = (values: Values): Pick<Parts, 'senders' | 'paces' | 'callbacks'> => {
  const { SMTP_URL, MAIL_FROM, SMS_PER_SECOND, EMAILS_PER_SECOND } = values;
  const twilio = twilioOf(values);
  const mail = SMTP_URL !== undefined && MAIL_FROM !== undefined ? { url: SMTP_URL, from: MAIL_FROM } : undefined;
  return {
    senders: {
      sms: twilio ? twilioSender(twilio) : recordingSender(),
      email: mail ? smtpSender(mail) : recordingSender(),
    },
    paces: {
      sms: twilio ? paceOf(SMS_PER_SECOND) : unhurried,
      email: mail ? paceOf(EMAILS_PER_SECOND) : unhurried,
    },
    callbacks:
      twilio?.publicUrl === undefined
        ? noCallbacks
        : twilioCallbacks({ authToken: twilio.authToken, publicUrl: twilio.publicUrl }),
  };
};
