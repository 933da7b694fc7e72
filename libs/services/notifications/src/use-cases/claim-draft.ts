import { RetryAfter } from '@pizzeria/bus';
import { longestSms, smsLength } from '../domain/sms-length';
import type { Draft } from '../domain/message';
import type { Claim } from './messages';
import type { Parts } from './ports';
import { publishFailure } from './publish-failure';

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
 * Takes the right to send a message; undefined when it was dealt with before, or its recipient wants no SMS. Throws
 * `RetryAfter` while another process may be sending it, and while the channel's provider asks for time.
 */
export const claimDraft = async (draft: Draft, parts: Parts): Promise<Claim | undefined> => {
  const { messages, optOuts, paces, clock, ids } = parts;
  const made = { newId: ids.next(), now: clock.now() };
  if (draft.channel === 'sms' && (await optOuts.has(draft.recipient))) {
    const withheld = await messages.withhold(draft, made);
    if (withheld) publishFailure(withheld, { code: 'opted-out', permanent: true }, parts);
    return undefined;
  }
  const pausedMs = paces[draft.channel].pausedMs();
  if (pausedMs > 0) throw new RetryAfter(pausedMs, `the provider of ${draft.channel} asked for time`);
  const found = await messages.claim(draft, { ...made, ms: leaseMs, sendWithinMs });
  if (found.claimed === 'taken') throw new RetryAfter(found.leaseLeftMs, 'another process may be sending this');
  if (found.claimed === 'done') return undefined;
  warnOfLength(draft, parts);
  return found.claim;
};

const warnOfLength = ({ kind, channel, text }: Draft, { logger }: Parts): void => {
  if (channel !== 'sms') return;
  const length = smsLength(text);
  if (length.parts > longestSms) logger.warn({ kind, ...length }, 'an SMS is longer than two parts');
};
