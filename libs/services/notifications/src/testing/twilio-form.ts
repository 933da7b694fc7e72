import { createHmac } from 'node:crypto';

/**
 * A request as Twilio signs it: HMAC-SHA1 of the address and the sorted fields, by the account's token.
 * @see https://www.twilio.com/docs/usage/webhooks/webhooks-security
 */
export const signedForm = (
  { authToken, publicUrl }: { readonly authToken: string; readonly publicUrl: string },
  path: string,
  fields: Readonly<Record<string, string>>,
) => {
  const sorted = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
  const signed = `${publicUrl}${path}${sorted.map(([name, value]) => `${name}${value}`).join('')}`;
  return {
    raw: new URLSearchParams(fields).toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': createHmac('sha1', authToken).update(signed).digest('base64'),
    },
  };
};
