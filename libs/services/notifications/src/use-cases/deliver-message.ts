import {
  type DataOf,
  deliver,
  type DeliveringHandler,
  type EventDefinition,
  raise,
  RetryAfter,
  type SendFailure,
} from '@pizzeria/bus';
import { type Channel, NotificationFailed, NotificationSent } from '@pizzeria/contracts';
import type { Kind, MessageKey } from '../domain/message';
import type { Claim, Ending, FactsOf, Parts } from './ports';
import { factsOf, SendFailed, stillInDoubt } from './send-errors';
import type { Shop } from '../domain/shop';

/** A handler running longer is aborted. */
export const deadlineMs = 15_000;

/**
 * How long a claim belongs to its process. Longer than the deadline: a holder whose lease is over is dead, and a
 * living one never looks dead.
 */
export const leaseMs = 20_000;

/** Only the first part of the lease is for beginning to send; the rest covers the call itself. */
const sendWithinMs = 5_000;

/** What an event asks to be said, to whom, by which channel. */
export interface Request<E extends EventDefinition, K extends Kind> {
  readonly kind: K;
  readonly channel: Channel;
  /** Nobody to say it to: undefined. */
  recipient(data: DataOf<E>): string | undefined;
  facts(data: DataOf<E>, shop: Shop): FactsOf[K];
}

/**
 * Sends one message because of an event: at most once per order, kind, channel and occurrence.
 * A message that an earlier process may have sent is sent again only when its provider says that it was not.
 */
export const deliverMessage = <E extends EventDefinition<string, string, { readonly orderId: string }>, K extends Kind>(
  event: E,
  request: Request<E, K>,
): DeliveringHandler<Parts> =>
  deliver(event, {
    async claim({ data, sequence }, parts: Parts): Promise<Claim | undefined> {
      const recipient = request.recipient(data);
      if (recipient === undefined) return undefined;
      const { kind, channel } = request;
      const key: MessageKey = { orderId: data.orderId, kind, channel, occurrence: sequence };
      const wording = parts.writer.write(kind, channel, request.facts(data, parts.shop));
      const now = parts.clock.now();
      const found = await parts.messages.claim(
        { ...key, ...wording, recipient },
        { newId: parts.ids.next(), ms: leaseMs, sendWithinMs, now },
      );
      if (found.claimed === 'taken') throw new RetryAfter(found.leaseLeftMs, 'another process may be sending this');
      return found.claimed === 'yours' ? found.claim : undefined;
    },

    async send(claim: Claim, { senders, clock, signal }): Promise<Ending> {
      if (clock.now() > claim.sendBefore) throw new SendFailed('too-late-to-send', claim.askFirst);
      const sender = senders[claim.channel];
      if (!claim.askFirst) return sender.send(claim, signal);
      const found = await sender.find(claim, signal).catch((error: unknown) => {
        throw stillInDoubt(error);
      });
      if (found.outcome === 'unknown') return { outcome: 'uncertain' };
      return found.outcome === 'sent' ? found : sender.send(claim, signal);
    },

    settle,
    release,
  });

const settle = async (claim: Claim, ending: Ending, parts: Parts): Promise<void> => {
  const { provider } = parts.senders[claim.channel];
  const now = parts.clock.now();
  if (!(await parts.messages.finish(claim, ending, { provider, now }))) return;
  if (ending.outcome === 'uncertain') {
    const { messageId, kind, channel } = claim;
    parts.logger.warn({ messageId, kind, channel }, 'whether this message was sent is unknown; it is not sent again');
    return;
  }
  parts.publish([raise(NotificationSent, { ...identityOf(claim), provider, sentAt: now.toISOString() })], {
    sequence: claim.attempt,
  });
};

const release = async (claim: Claim, { error, final }: SendFailure, parts: Parts): Promise<void> => {
  const { code, inDoubt, permanent } = factsOf(error);
  const now = parts.clock.now();
  const state = !final ? 'waiting' : inDoubt ? 'uncertain' : 'failed';
  if (!(await parts.messages.release(claim, { state, inDoubt, code }, now))) return;
  if (state !== 'failed') return;
  parts.publish([raise(NotificationFailed, { ...identityOf(claim), code, permanent, failedAt: now.toISOString() })], {
    sequence: claim.attempt,
  });
};

const identityOf = ({ messageId, orderId, kind, channel, occurrence }: Claim) => ({
  notificationId: messageId,
  orderId,
  kind,
  channel,
  occurrence,
});
