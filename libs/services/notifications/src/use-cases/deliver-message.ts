import { type DataOf, deliver, type DeliveringHandler, type EventDefinition, type EventEnvelope } from '@pizzeria/bus';
import type { Channel } from '@pizzeria/contracts';
import type { Letter } from '../domain/letter';
import type { Addressed, Draft, Kind } from '../domain/message';
import type { Shop } from '../domain/shop';
import { claimDraft } from './claim-draft';
import type { Parts } from './ports';
import { sending } from './sending';

/** What an event asks to be said, to whom, by which channel. */
export interface Request<E extends EventDefinition> {
  readonly kind: Kind;
  readonly channel: Channel;
  /** `at`: when it happened, RFC 3339. Every try of a message has the same words. */
  letter(data: DataOf<E>, at: string): Letter;
  /** Nobody to say it to: undefined. */
  recipient(data: DataOf<E>, shop: Shop): string | undefined;
  /** Of an SMS: where it goes by e-mail when it is given up. */
  instead?(data: DataOf<E>, shop: Shop): string | undefined;
  /** Whether it is to be said at all; throws `RetryAfter` where it is too soon to tell. Default: yes. */
  due?(event: EventEnvelope<DataOf<E>>, to: Recipient, parts: Parts): boolean | Promise<boolean>;
  /** It is said once about the thing, whichever event asks first. Default: once an event. */
  readonly once?: true;
}

/** Whom a message is for, by which channel. */
export interface Recipient {
  readonly recipient: string;
  readonly channel: Channel;
}

/**
 * Sends one message because of an event: at most once per subject, kind, channel and occurrence, and not when it is old
 * news: then it is given up, as when its provider refuses it, but leaves no dead letter.
 * A message that an earlier process may have sent is sent again only when its provider says that it was not.
 */
export const deliverMessage = <E extends EventDefinition>(event: E, request: Request<E>): DeliveringHandler<Parts> =>
  deliver(event, {
    async claim(asking, parts: Parts) {
      const recipient = request.recipient(asking.data, parts.shop);
      if (recipient === undefined) return undefined;
      const due = (await request.due?.(asking, { recipient, channel: request.channel }, parts)) ?? true;
      return due ? claimDraft(draftOf(asking, recipient, request, parts), parts) : undefined;
    },
    ...sending,
  });

const draftOf = <E extends EventDefinition>(
  { id, data, subject, sequence, time }: EventEnvelope<DataOf<E>>,
  recipient: string,
  { kind, channel, letter, instead, once }: Request<E>,
  { shop, writer }: Parts,
): Draft => {
  const written = letter(data, time);
  const email = channel === 'sms' ? instead?.(data, shop) : undefined;
  return {
    about: subject,
    kind,
    channel,
    occurrence: once ? 0 : sequence,
    recipient,
    asked: { by: id, at: time },
    ...writer.write(kind, channel, written),
    ...(email === undefined
      ? {}
      : { instead: { recipient: email, ...writer.write(kind, 'email', written) } satisfies Addressed }),
  };
};
