import type { Bus } from '@pizzeria/bus';
import type { OpenedBus } from '../../places';

/** What becomes of messages that services send to one queue, as they do with dead letters that are replayed. */
export interface Sends {
  readonly on: (opened: OpenedBus) => OpenedBus;
  /** From now on: done this way, without the bus. */
  become(send: Bus['send']): void;
}

export const sendsInHand = (): Sends => {
  let send: Bus['send'] = () => Promise.resolve();
  return {
    on: (opened) => ({ ...opened, bus: sendingBy(opened.bus, (...message) => send(...message)) }),
    become: (next) => {
      send = next;
    },
  };
};

const sendingBy = (bus: Bus, send: Bus['send']): Bus => ({
  send,
  publish: (message) => bus.publish(message),
  consume: (queue, options, receive) => bus.consume(queue, options, receive),
  get state() {
    return bus.state;
  },
  onStateChange: (listener) => bus.onStateChange(listener),
  close: (options) => bus.close(options),
});
