import { deliver } from '@pizzeria/bus';
import { NotificationFailed } from '@pizzeria/contracts';
import { claimDraft } from '../use-cases/claim-draft';
import type { Parts } from '../use-cases/ports';
import { sending } from '../use-cases/sending';

/**
 * Sends by e-mail what could not be sent by SMS, to those who gave an address. It is the e-mail of the same key: where
 * that has gone already, nothing follows.
 */
export const writeInstead = deliver(NotificationFailed, {
  async claim({ data: { channel, notificationId } }, parts: Parts) {
    const draft = channel === 'sms' ? await parts.messages.insteadOf(notificationId) : undefined;
    return draft && claimDraft(draft, parts);
  },
  ...sending,
});
