import type { Bus, Consumer } from '../../bus';
import type { Attempt, AttemptOutcome } from '../../delivery/attempt';
import type { DeliveryObserver } from '../../delivery/observer';
import { receiver, type Receiver, type ReceiverOptions } from '../../delivery/receiver';
import { on } from '../../handler';
import { ParcelSent, ParcelSentBack } from '../parcels';
import { outQueue, shortLadder } from './stage';

/** A subscription as a service would have it: the delivery policy over a queue of the bus. */
export interface Subscription {
  readonly receiver: Receiver;
  readonly consumer: Consumer;
  /** Every call of the observer: what happened and to which message. */
  readonly seen: readonly SeenCall[];
}

export interface SeenCall {
  readonly what: keyof DeliveryObserver;
  readonly details: readonly unknown[];
}

type Work = (attempt: Attempt) => Promise<AttemptOutcome | void> | AttemptOutcome | void;

/** Subscribes `work` to the events of a queue, with the short ladder and hardly any quick delay. */
export const subscribe = async (
  bus: Bus,
  work: Work,
  options: Partial<ReceiverOptions> & { readonly prefetch?: number } = {},
): Promise<Subscription> => {
  const seen: SeenCall[] = [];
  const { prefetch = 20, ...rest } = options;
  const made = receiver({
    queue: outQueue,
    handlers: [on(ParcelSent, () => undefined), on(ParcelSentBack, () => undefined)],
    runAttempt: async (attempt) => (await work(attempt)) ?? 'handled',
    ladder: shortLadder,
    quickDelayMs: 1,
    observer: recorder(seen),
    ...rest,
  });
  return { receiver: made, consumer: await bus.consume(rest.queue ?? outQueue, { prefetch }, made.receive), seen };
};

const recorder = (seen: SeenCall[]): DeliveryObserver => {
  const note =
    (what: keyof DeliveryObserver) =>
    (...details: readonly unknown[]): void => {
      seen.push({ what, details });
    };
  return {
    received: note('received'),
    started: note('started'),
    handled: note('handled'),
    duplicate: note('duplicate'),
    failed: note('failed'),
    retried: note('retried'),
    dead: note('dead'),
    handedBack: note('handedBack'),
  };
};
