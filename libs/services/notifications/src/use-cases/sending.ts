import { raise, type SendFailure, type Handling } from '@pizzeria/bus';
import { NotificationSent } from '@pizzeria/contracts';
import { isTooOld } from '../domain/best-before';
import type { Claim, Ending } from './messages';
import type { Parts } from './ports';
import { identityOf, publishFailure } from './publish-failure';
import { factsOf, SendFailed, SendLater, stillInDoubt, TooOld } from './send-errors';

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
  if (!claim.askFirst) throw new TooOld();
  const found = await senders[claim.channel].find(claim, signal).catch(() => ({ outcome: 'unknown' }) as const);
  if (found.outcome === 'not-sent') throw new TooOld();
  return found.outcome === 'sent' ? found : { outcome: 'uncertain' };
};

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
  const state = !final ? 'waiting' : inDoubt ? 'uncertain' : 'failed';
  if (!(await parts.messages.release(claim, { state, inDoubt, code }, parts.clock.now()))) return;
  if (state === 'failed') publishFailure(claim, { code, permanent }, parts);
};

/** What follows a claim, whatever it is of: it is sent, and the list and the others are told how that ended. */
export const sending = { send, settle, release };
