import type { Delivery, Receive, Settlement } from '../bus';
import { CannotWork } from '../errors';
import { peekEvent } from '../read-event';
import { deadLetter } from './after-failure';
import type { Gate } from './gate';
import { afterFault, handBack, observed } from './receive';
import type { Suspects } from './suspects';
import type { Trying } from './try-until-settled';
import { suspectRung, waitOn } from './waiting';

/** So often did the broker take a message back, as it counts, that it is suspected of killing its process. */
const suspiciousFrom = 3;
/** Processes that died over a message alone: proof enough. */
const deathsEnough = 3;

export interface Isolation {
  readonly suspects: Suspects;
  readonly gate: Gate;
}

/**
 * Keeps a message that kills its process from taking its neighbours along. One that came back suspiciously often
 * goes to a short rung, marked; a marked one is handled while nothing else runs in this process, after a note of it;
 * notes left behind by enough dead processes make it a dead letter. The broker's count only starts this: stops, lost
 * connections and hand-backs raise it too, and end with the message handled. What comes out of it alive is handled
 * among the others again.
 */
export const isolating =
  (trying: Trying, { suspects, gate }: Isolation, receive: Receive): Receive =>
  async (delivery) => {
    const { draining, policy, clock } = trying;
    const suspicious = !delivery.marks.suspect && delivery.deliveryCount >= suspiciousFrom;
    const rung = suspectRung(policy.ladder);
    if (suspicious && rung !== undefined && !draining.aborted) return suspect(trying, delivery, rung);
    const early = waitOn(policy.ladder, delivery.marks, clock.now()) !== undefined;
    const alone = !early && (suspicious || delivery.marks.suspect === true);
    const leave = await gate.enter(alone ? 'alone' : 'together', draining);
    try {
      return alone && leave ? await handleAlone(trying, suspects, receive, delivery) : await receive(delivery);
    } finally {
      leave?.();
    }
  };

const suspect = (trying: Trying, delivery: Delivery, afterMs: number): Promise<Settlement> =>
  observed(trying, delivery, peekEvent(trying.events, delivery.body), async (shown) => {
    trying.observer.retried(shown, { afterMs, because: 'suspected' });
    return { kind: 'retry', afterMs, marks: { ...delivery.marks, suspect: true } };
  });

const handleAlone = async (
  trying: Trying,
  suspects: Suspects,
  receive: Receive,
  delivery: Delivery,
): Promise<Settlement> => {
  const message = { queue: trying.queue, messageId: delivery.id };
  try {
    const deaths = await suspects.deaths(message);
    if (deaths.length >= deathsEnough) {
      await suspects.forget(message, { over: true });
      return await giveUp(trying, delivery, deaths);
    }
    await suspects.record(message);
  } catch (error) {
    return withoutNote(trying, delivery, error);
  }
  const settlement = await receive(delivery);
  await suspects.forget(message, { over: settlement.kind === 'ack' || settlement.kind === 'dead-letter' });
  return settlement.kind === 'retry'
    ? { ...settlement, marks: { ...settlement.marks, suspect: undefined } }
    : settlement;
};

const giveUp = (trying: Trying, delivery: Delivery, deaths: readonly Date[]): Promise<Settlement> =>
  observed(trying, delivery, peekEvent(trying.events, delivery.body), async (shown) => {
    const { attempts = 0 } = delivery.marks;
    const [first = '', last = ''] = [deaths[0]?.toISOString(), deaths.at(-1)?.toISOString()];
    const error =
      `${deaths.length} processes died while they handled this message and nothing else, the first begun ${first}, ` +
      `the last ${last}. Find in their logs and in the handler of ${shown.event} what ends a process: memory, ` +
      'an endless loop, a call of exit. Replay it when that is mended.';
    trying.observer.dead(shown, { reason: 'crash-loop', attempts, error });
    const { firstFailedAt = first } = delivery.marks;
    const marks = { ...delivery.marks, attempts, firstFailedAt, lastFailedAt: last, error, stack: undefined };
    return deadLetter('crash-loop', trying.queue, marks);
  });

/** Without a note it is not handled: its process might die of it and nobody would know. */
const withoutNote = (trying: Trying, delivery: Delivery, error: unknown): Promise<Settlement> =>
  observed(trying, delivery, peekEvent(trying.events, delivery.body), async (shown) => {
    if (!(error instanceof CannotWork && trying.onCannotWork)) return afterFault(trying, { delivery, shown, error });
    trying.onCannotWork(error);
    return handBack(trying, shown);
  });
