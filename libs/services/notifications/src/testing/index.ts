export { mailServer, type MailMood, type MailServer } from './mail-server';
export { twilioServer, type TakenSms, type TwilioMood, type TwilioServer } from './twilio-server';
