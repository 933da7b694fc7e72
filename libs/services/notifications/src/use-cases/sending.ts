import type { Handling, SendFailure } from '@pizzeria/bus';
import { isTooOld } from '../domain/best-before';
import type { Claim, Ending } from './messages';
import type { Parts } from './ports';
import { publishFailure, publishSent } from './publish-ending';
import { factsOf, SendFailed, SendLater, stillInDoubt } from './send-errors';

const send = async (claim: Claim, parts: Parts & Handling): Promise<Ending> => {
  const { senders, paces, clock, signal } = parts;
  if (isTooOld(claim, clock.now())) return unlessSent(claim, parts);
  await paces[claim.channel].turn(signal).catch(() => {
    throw new SendFailed('interrupted', claim.askFirst);
  });
  const pausedMs = paces[claim.channel].pausedMs();
  if (pausedMs > 0) throw new SendLater(pausedMs, 'paused', claim.askFirst);
  if (clock.now() > claim.sendBefore) throw new SendFailed('too-late-to-send', claim.askFirst);
  const sender = senders[claim.channel];
  try {
    if (!claim.askFirst) return await sender.send(claim, signal);
    const found = await sender.find(claim, signal).catch((error: unknown) => {
      throw stillInDoubt(error);
    });
    if (found.outcome === 'unknown') return { outcome: 'uncertain' };
    return found.outcome === 'sent' ? found : await sender.send(claim, signal);
  } catch (error) {
    if (error instanceof SendLater) paces[claim.channel].pause(error.delayMs);
    throw error;
  }
};

/** Gives up what is too old, unless an earlier try has brought it to the provider after all, or may have. */
const unlessSent = async (claim: Claim, { senders, signal }: Parts & Handling): Promise<Ending> => {
  if (!claim.askFirst) return { outcome: 'too-old' };
  const found = await senders[claim.channel].find(claim, signal).catch(() => ({ outcome: 'unknown' }) as const);
  if (found.outcome === 'not-sent') return { outcome: 'too-old' };
  return found.outcome === 'sent' ? found : { outcome: 'uncertain' };
};

const settle = async (claim: Claim, ending: Ending, parts: Parts): Promise<void> => {
  const { provider } = parts.senders[claim.channel];
  const ended = await parts.messages.finish(claim, ending, { provider, now: parts.clock.now() });
  if (ended === undefined) return;
  if (ended === 'failed') return publishFailure(claim, { code: 'too-old', permanent: true }, parts);
  if (ended === 'uncertain') {
    const { messageId, kind, channel } = claim;
    parts.logger.warn({ messageId, kind, channel }, 'whether this message was sent is unknown; it is not sent again');
    return;
  }
  publishSent(claim, provider, parts);
};

const release = async (claim: Claim, { error, final }: SendFailure, parts: Parts): Promise<void> => {
  const { code, inDoubt, permanent } = factsOf(error);
  const state = !final ? 'waiting' : inDoubt ? 'uncertain' : 'failed';
  const released = await parts.messages.release(claim, { state, inDoubt, code }, parts.clock.now());
  if (released === 'failed') publishFailure(claim, { code, permanent }, parts);
  if (released === 'sent') publishSent(claim, parts.senders[claim.channel].provider, parts);
};

/** What follows a claim, whatever it is of: it is sent, and the list and the others are told how that ended. */
export const sending = { send, settle, release };
