export { mailServer, type MailMood, type MailServer } from './mail-server';
export { signedForm } from './twilio-form';
export { twilioServer, type TakenSms, type TwilioMood, type TwilioServer } from './twilio-server';
