import { readConfig } from '@pizzeria/service';
import { settings, waysOutOf } from './settings';

const providersWith = (environment: Record<string, string>) => {
  const { sms, email } = waysOutOf(readConfig(settings, environment)).senders;
  return { sms: sms.provider, email: email.provider };
};

const twilio = {
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'twilio-token',
  TWILIO_FROM: '+14155550100',
};
const mail = { SMTP_URL: 'smtp://mail.example.com', MAIL_FROM: "Mario's Pizzeria <hello@example.com>" };

describe('the way messages take', () => {
  it('is the message list when nothing is configured', () => {
    expect(providersWith({})).toEqual({ sms: 'message-list', email: 'message-list' });
  });

  it('is the provider of each channel that is configured', () => {
    expect(providersWith(twilio)).toEqual({ sms: 'twilio', email: 'message-list' });
    expect(providersWith({ ...twilio, ...mail })).toEqual({ sms: 'twilio', email: 'smtp' });
  });

  it('is refused when half configured, naming what is missing for both channels', () => {
    const half = { TWILIO_AUTH_TOKEN: 'twilio-token', SMTP_URL: mail.SMTP_URL };
    expect(() => providersWith(half)).toThrow(/TWILIO_AUTH_TOKEN set, but TWILIO_ACCOUNT_SID and TWILIO_FROM not/);
    expect(() => providersWith(half)).toThrow(/SMTP_URL set, but MAIL_FROM not/);
    expect(() => providersWith(half)).not.toThrow(/twilio-token/);
  });

  it.each([
    ['SHOP_TIME_ZONE', 'Europe/Roma', 'no known time zone'],
    ['TWILIO_FROM', '0155', 'no number'],
    ['MANAGER_PHONE', '555', 'no number'],
    ['MANAGER_EMAIL', 'Mario', 'no e-mail address'],
    ['READY_DELAY_SECONDS', '-1', 'below 0'],
    ['SMS_PER_SECOND', '0', 'below 1'],
    ['TWILIO_CALLBACK_URL', 'pizza.example.com', 'no URL'],
    ['SMTP_URL', 'http://mail', 'must begin with smtp:'],
    ['MAIL_FROM', 'Mario', 'no e-mail address'],
  ])('%s cannot be %s', (name, value, reason) => {
    expect(() => readConfig(settings, { [name]: value })).toThrow(reason);
  });
});
