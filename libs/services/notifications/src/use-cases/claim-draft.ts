import { RetryAfter } from '@pizzeria/bus';
import { longestSms, smsLength } from '../domain/sms-length';
import { isTooOld } from '../domain/best-before';
import type { Draft } from '../domain/message';
import { endsWithItsOrder } from '../domain/overtaken';
import type { Claim, Made, Messages } from './messages';
import type { Parts } from './ports';
import { publishFailure, publishSent } from './publish-ending';

/** A handler running longer is aborted. */
export const deadlineMs = 15_000;

/**
 * How long a claim belongs to its process. Longer than the deadline: a holder whose lease is over is dead, and a
 * living one never looks dead.
 */
const leaseMs = 20_000;

/** Only the first part of the lease is for beginning to send; the rest covers the call itself. */
const sendWithinMs = 5_000;

/**
 * Takes the right to send a message; undefined when it was dealt with before, its order is cancelled meanwhile, or its
 * recipient wants no SMS. Throws `RetryAfter` while another process may be sending it, and while the channel's provider
 * asks for time.
 */
export const claimDraft = async (draft: Draft, parts: Parts): Promise<Claim | undefined> => {
  const { messages, optOuts, paces, clock, ids } = parts;
  const made = { newId: ids.next(), now: clock.now() };
  if (await isOvertaken(draft, messages)) {
    await takeBack(draft, made, messages);
    return undefined;
  }
  if (draft.channel === 'sms' && (await optOuts.has(draft.recipient))) {
    const withheld = await messages.withhold(draft, made);
    if (withheld) publishFailure(withheld, { code: 'opted-out', permanent: true }, parts);
    return undefined;
  }
  const pausedMs = paces[draft.channel].pausedMs();
  // What is too old is given up even so, or a provider could hold it for ever.
  if (pausedMs > 0 && !isTooOld(draft, made.now))
    throw new RetryAfter(pausedMs, `the provider of ${draft.channel} asked for time`);
  const found = await messages.claim(draft, { ...made, ms: leaseMs, sendWithinMs });
  if (found.claimed === 'taken') throw new RetryAfter(found.leaseLeftMs, 'another process may be sending this');
  if (found.claimed === 'sent') publishSent(found.message, found.provider, parts);
  if (found.claimed !== 'yours') return undefined;
  warnOfLength(draft, parts);
  return found.claim;
};

/** Whether the customer has been told since, or is being told, that the order is cancelled. */
const isOvertaken = async ({ about, kind }: Draft, messages: Messages): Promise<boolean> =>
  endsWithItsOrder(kind) && (await messages.saidLater({ about, kind: 'order-cancelled', occurrence: 0 }));

const takeBack = async (
  { about, kind, channel, occurrence, recipient }: Draft,
  made: Made,
  messages: Messages,
): Promise<void> => {
  const taken = await messages.withdraw({ about, kind, channel, occurrence, recipient }, made);
  if (taken.decide === 'wait') throw new RetryAfter(taken.ms, 'another process may be sending what is overtaken');
};

const warnOfLength = ({ kind, channel, text }: Draft, { logger }: Parts): void => {
  if (channel !== 'sms') return;
  const length = smsLength(text);
  if (length.parts > longestSms) logger.warn({ kind, ...length }, 'an SMS is longer than two parts');
};
