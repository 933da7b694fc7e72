import type { Callbacks } from '../use-cases/ports';

/** Where Twilio reports on one message, below the shop's public address. */
export const statusPath = (messageId: string): string =>
  `/api/notifications/twilio/status?notificationId=${encodeURIComponent(messageId)}`;

export interface CallbackAccount {
  readonly authToken: string;
  /** Where Twilio reaches the shop's API, for example `https://pizza.example.com`. */
  readonly publicUrl: string;
}

/** Callbacks that Twilio signed with the account's token. The SDK, which checks it, is loaded with the first. */
export const twilioCallbacks = ({ authToken, publicUrl }: CallbackAccount): Callbacks => ({
  async signed(pathAndQuery, form, signature) {
    const { default: twilio } = await import('twilio');
    return twilio.validateRequest(authToken, signature, below(publicUrl, pathAndQuery), form);
  },
});

/** Where callbacks are not configured, nobody can have signed one. */
export const noCallbacks: Callbacks = { signed: () => Promise.resolve(false) };

/** The public address may have a path of its own. */
export const below = (publicUrl: string, path: string): string => `${publicUrl.replace(/\/$/, '')}${path}`;
