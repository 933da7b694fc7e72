import { type Settings, type SettingsOf, url } from '@pizzeria/service';
import { z } from 'zod';
import { isTimeZone } from './domain/format';
import { recordingSender } from './recording/sender';
import { smtpSender } from './smtp/sender';
import { twilioSender } from './twilio/sender';
import type { Shop } from './domain/shop';
import type { Parts } from './use-cases/ports';

const e164 = () => z.string().regex(/^\+[1-9]\d{6,14}$/, 'it is no number like +14155550100');

const keptSms = 'to keep SMS in the message list';
const keptEmails = 'to keep e-mails in the message list';

export const settings = {
  SHOP_NAME: { description: 'the shop as its messages name it', schema: z.string().default("Mario's Pizzeria") },
  SHOP_PHONE: { description: 'where customers may call the shop, for its e-mails', schema: z.string().optional() },
  SHOP_TIME_ZONE: {
    description: 'the time zone of the times in messages, for example Europe/Rome',
    schema: z.string().refine(isTimeZone, 'it is no known time zone').default('America/New_York'),
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
});

/** The way out of each channel: its provider when it is configured, the message list when nothing of it is. */
export const sendersOf = (values: Values): Parts['senders'] => {
  const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM, TWILIO_BASE_URL, SMTP_URL, MAIL_FROM } = values;
  const sms =
    TWILIO_ACCOUNT_SID !== undefined && TWILIO_AUTH_TOKEN !== undefined && TWILIO_FROM !== undefined
      ? twilioSender({
          accountSid: TWILIO_ACCOUNT_SID,
          authToken: TWILIO_AUTH_TOKEN,
          from: TWILIO_FROM,
          baseUrl: TWILIO_BASE_URL,
        })
      : recordingSender();
  const mail = SMTP_URL !== undefined && MAIL_FROM !== undefined;
  const email = mail ? smtpSender({ url: SMTP_URL, from: MAIL_FROM }) : recordingSender();
  return { sms, email };
};
