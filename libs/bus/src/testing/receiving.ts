import type { Delivery, DeliveryMarks } from '../bus';
import type { AttemptOutcome } from '../delivery/attempt';
import { receiver, type ReceiverOptions } from '../delivery/receiver';
import { on } from '../handler';
import { manualClock } from './manual-clock';
import { aParcelSent, ParcelSent } from './parcels';

/** A departure as a bus delivers it. */
export const aDelivery = (marks: DeliveryMarks = {}): Delivery => ({
  ...aParcelSent().message,
  queue: 'depot.out',
  marks,
  redelivered: false,
  deliveryCount: 0,
});

/** A receiver of departures on a clock that stands still, with the ladder 50/100/200 and no chance. */
export const receiving = (runAttempt: ReceiverOptions['runAttempt'], options: Partial<ReceiverOptions> = {}) => {
  const clock = manualClock();
  const made = receiver({
    queue: 'depot.out',
    handlers: [on(ParcelSent, () => undefined)],
    runAttempt,
    ladder: [50, 100, 200],
    clock,
    random: () => 0.5,
    ...options,
  });
  return { ...made, receiver: made, clock };
};

export const handled = async (): Promise<AttemptOutcome> => 'handled';
export const never = () => new Promise<AttemptOutcome>(() => undefined);
export const broken = async () => {
  throw new Error('broken');
};
