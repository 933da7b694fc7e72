import type { Delivery, Settlement } from '../bus';
import { describeIssues } from '../errors';
import { readEvent, type PeekedEvent, type ReadEvent, type RejectedEvent } from '../read-event';
import { afterFailure, deadLetter } from './after-failure';
import { saidBy } from './came-from';
import { seen, type SeenDelivery, tellOfMove } from './observer';
import type { Slots } from './slots';
import { tryUntilSettled, type Trying } from './try-until-settled';
import { waitOn } from './waiting';

/**
 * From bytes to the decision what becomes of them. Never throws, and no observer changes the decision: a fault
 * of the policy itself walks the ladder like a handler's, so that no message loops.
 */
export const receive = (trying: Trying, room: Slots, delivery: Delivery): Promise<Settlement> => {
  const read = readEvent(trying.events, delivery.body);
  return observed(trying, delivery, read, (shown) => decide(trying, room, { delivery, read, shown }));
};

/** Makes a decision in sight of the observers; it is made once, whatever they do. */
export const observed = async (
  trying: Trying,
  delivery: Delivery,
  read: PeekedEvent,
  decide: (shown: SeenDelivery) => Promise<Settlement>,
): Promise<Settlement> => {
  const shown = seen(delivery, read);
  let decided: Promise<Settlement> | undefined;
  const begin = (): Promise<Settlement> => {
    trying.observer.received(shown);
    return decide(shown).then((settlement) => saidBy(settlement));
  };
  const decideOnce = () => (decided ??= begin());
  try {
    await trying.observer.around(shown, decideOnce);
  } catch {
    // The observer's own trouble; the decision is made below if it was not made yet.
  }
  return decideOnce();
};

interface Seen {
  readonly delivery: Delivery;
  readonly read: ReadEvent;
  readonly shown: SeenDelivery;
}

const decide = async (trying: Trying, room: Slots, { delivery, read, shown }: Seen): Promise<Settlement> => {
  try {
    if (trying.draining.aborted) return handBack(trying, shown);
    if (read.kind === 'rejected') return refuse(trying, shown, delivery, read);
    const early = waitOn(trying.policy.ladder, delivery.marks, trying.clock.now());
    if (early) {
      trying.observer.retried(shown, { afterMs: early.afterMs, because: 'early' });
      return early;
    }
    if (!(await room.take())) return handBack(trying, shown);
    try {
      return await tryUntilSettled(trying, { delivery, shown, definition: read.definition, event: read.event });
    } finally {
      room.free();
    }
  } catch (error) {
    return afterFault(trying, { delivery, shown, error });
  }
};

export const handBack = ({ observer }: Trying, shown: SeenDelivery): Settlement => {
  observer.handedBack(shown);
  return { kind: 'hand-back' };
};

const refuse = (trying: Trying, shown: SeenDelivery, delivery: Delivery, read: RejectedEvent): Settlement => {
  const { reason, issues } = read;
  const error = describeIssues(issues).slice(0, 1_000);
  const attempts = delivery.marks.attempts ?? 0;
  trying.observer.dead(shown, { reason, attempts, error, issues });
  return deadLetter(reason, trying.queue, { ...delivery.marks, error, stack: undefined, attempts });
};

interface Fault {
  readonly delivery: Delivery;
  readonly shown: SeenDelivery;
  readonly error: unknown;
}

/** Something around the handler failed: counted as a failure, or the message might loop for ever. */
export const afterFault = (
  { policy, clock, queue, observer }: Trying,
  { delivery, shown, error }: Fault,
): Settlement => {
  const next = afterFailure(policy, delivery.marks, { error, at: clock.now(), queue });
  const [afterMs] = policy.ladder;
  const quick = next.kind === 'quick';
  const settlement: Settlement = !quick
    ? next
    : afterMs === undefined
      ? deadLetter('retries-exhausted', queue, next.marks)
      : { kind: 'retry', afterMs, marks: next.marks };
  tellOfMove(observer, shown, settlement);
  return settlement;
};
