import { raise } from '@pizzeria/bus';
import { NotificationFailed, NotificationSent } from '@pizzeria/contracts';
import { orderOf } from '../domain/message';
import type { Claimed } from './messages';
import type { Parts } from './ports';

/** What an event says of which message it is about. */
const identityOf = (message: Claimed) => {
  const { messageId, kind, channel, occurrence } = message;
  const orderId = orderOf(message);
  return { notificationId: messageId, ...(orderId === undefined ? {} : { orderId }), kind, channel, occurrence };
};

/** Tells that a provider took a message. */
export const publishSent = (
  message: Claimed,
  provider: string,
  { clock, publish }: Pick<Parts, 'clock' | 'publish'>,
): void => {
  const sentAt = clock.now().toISOString();
  publish([raise(NotificationSent, { ...identityOf(message), provider, sentAt })], { sequence: message.attempt });
};

/** Tells that a message is given up; where it was an SMS, an e-mail may follow. */
export const publishFailure = (
  message: Claimed,
  why: { readonly code: string; readonly permanent: boolean },
  { clock, publish }: Pick<Parts, 'clock' | 'publish'>,
): void => {
  const failedAt = clock.now().toISOString();
  publish([raise(NotificationFailed, { ...identityOf(message), ...why, failedAt })], { sequence: message.attempt });
};
