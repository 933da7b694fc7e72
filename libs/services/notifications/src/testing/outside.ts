import { type MailServer, mailServer } from './mail-server';
import { type TwilioServer, twilioServer } from './twilio-server';

/** The world that messages go to, on loopback. */
export interface Outside {
  readonly twilio: TwilioServer;
  readonly mail: MailServer;
  /** Settings by which the service finds it; messages about ready orders go at once. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Where Twilio believes the shop to be. */
export const publicUrl = 'https://pizza.example.com';

export const openOutside = async (): Promise<Outside> => {
  const [twilio, mail] = await Promise.all([twilioServer(), mailServer()]);
  return {
    twilio,
    mail,
    environment: {
      TWILIO_ACCOUNT_SID: twilio.accountSid,
      TWILIO_AUTH_TOKEN: twilio.authToken,
      TWILIO_FROM: '+14155550100',
      TWILIO_BASE_URL: twilio.url,
      TWILIO_CALLBACK_URL: publicUrl,
      SMTP_URL: mail.url,
      MAIL_FROM: 'hello@example.com',
      READY_DELAY_SECONDS: '0',
      SMS_PER_SECOND: '1000',
      EMAILS_PER_SECOND: '1000',
    },
    close: async () => void (await Promise.all([twilio.close(), mail.close()])),
  };
};
