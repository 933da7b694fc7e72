import { isDeadLetterQueue, type Bus } from '@pizzeria/bus';
import type { Report } from './messages';

/** A bus whose answers can be held back: what the handler has committed, the broker does not hear of. */
export interface HoldingBus extends Bus {
  /** Lets go what is held when `hold` is false. */
  holdAnswers(hold: boolean): void;
}

export const holdingBus = (inner: Bus, tell: (report: Report) => void): HoldingBus => {
  let held: { readonly opened: Promise<void>; readonly open: () => void } | undefined;
  return {
    publish: (message) => inner.publish(message),
    send: (queue, message, marks) => inner.send(queue, message, marks),
    consume: (queue, options, receive) =>
      inner.consume(queue, options, async (delivery) => {
        const answer = await receive(delivery);
        if (held && !isDeadLetterQueue(queue)) {
          tell({ kind: 'answer-held', queue, message: delivery.id });
          await held.opened;
        }
        return answer;
      }),
    get state() {
      return inner.state;
    },
    onStateChange: (listener) => inner.onStateChange(listener),
    close: (options) => inner.close(options),
    holdAnswers: (hold) => {
      held?.open();
      held = hold ? newHold() : undefined;
    },
  };
};

const newHold = () => {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
};
