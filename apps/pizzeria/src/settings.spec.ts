import { readPizzeria } from './settings';

describe('whether messages reach customers', () => {
  const said = (environment: Readonly<Record<string, string>>) => readPizzeria(environment).SHOP_MESSAGES;
  const mail = { SMTP_URL: 'smtp://mail.example.com', MAIL_FROM: 'mario@example.com' };

  it('follows from what sends them', () => {
    expect(said({})).toBe('recorded');
    expect(said(mail)).toBe('sent');
    expect(said({ TWILIO_ACCOUNT_SID: 'AC1', TWILIO_AUTH_TOKEN: 'secret', TWILIO_FROM: '+14155550100' })).toBe('sent');
  });

  it('is as it is said where it is', () => {
    expect(said({ ...mail, SHOP_MESSAGES: 'recorded' })).toBe('recorded');
    expect(said({ SHOP_MESSAGES: 'sent' })).toBe('sent');
  });
});
