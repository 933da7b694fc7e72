import { mailServer, twilioServer } from '@pizzeria/notifications/testing';

/** An SMS as its provider took it. */
export interface TakenSms {
  /** The provider's own. */
  readonly id: string;
  readonly to: string;
  readonly text: string;
}

/** The outside world that messages go to: what it took is what customers have read. */
export interface Providers {
  /** Settings by which the notifications service finds it. */
  readonly env: Readonly<Record<string, string>>;
  /** By which the shop's manager is told what the shop must know. */
  readonly managerChannels: readonly string[];
  readonly sms: readonly TakenSms[];
  /** Message-IDs of the e-mails, as the notifications service made them: one for each message. */
  readonly emails: readonly string[];
  close(): Promise<void>;
}

/** A mail server and an SMS provider of the run's own. No fault touches them. */
export const openProviders = async (): Promise<Providers> => {
  const [mail, twilio] = await Promise.all([mailServer(), twilioServer()]);
  return {
    env: {
      TWILIO_ACCOUNT_SID: twilio.accountSid,
      TWILIO_AUTH_TOKEN: twilio.authToken,
      TWILIO_FROM: '+14155550100',
      TWILIO_BASE_URL: twilio.url,
      SMTP_URL: mail.url,
      MAIL_FROM: 'shop@example.com',
      // Long enough to be waited for, and short enough for the end of a run.
      READY_DELAY_SECONDS: '1',
      MANAGER_PHONE: '+14155550200',
      MANAGER_EMAIL: 'manager@example.com',
    },
    managerChannels: ['sms', 'email'],
    get sms() {
      return twilio.taken.map(({ sid, to, body }) => ({ id: sid, to, text: body }));
    },
    get emails() {
      return mail.taken.map((message) => /^message-id: <([^@>]+)@/im.exec(message)?.[1] ?? 'without Message-ID');
    },
    close: async () => void (await Promise.all([mail.close(), twilio.close()])),
  };
};
