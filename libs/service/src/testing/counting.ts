import {
  decodeEvent,
  isDeadLetterQueue,
  type Bus,
  type DeliveryObserver,
  type EventEnvelope,
  type OutgoingMessage,
  type Topology,
} from '@pizzeria/bus';

/** What went in and what came to an end: equal when nothing is under way. Both only ever grow. */
export interface Counting {
  /** Deliveries that publishing has caused, one for each bound queue, and those of messages sent to one queue. */
  readonly routed: number;
  /** Deliveries handled, known already or given up. */
  readonly ended: number;
  readonly dead: number;
  readonly retried: number;
  readonly handedBack: number;
  /** Tries begun. */
  readonly started: number;
  /** Everything published so far, each event once. */
  readonly events: readonly EventEnvelope[];
  /** The same as bytes, as they were published. */
  readonly messages: readonly OutgoingMessage[];
  readonly bus: Bus;
  readonly observer: DeliveryObserver;
}

/** Counts at a bus what it is given, and by its observer what becomes of that. */
export const counting = (inner: Bus, topology: Topology): Counting => {
  const events = new Map<string, EventEnvelope>();
  const messages = new Map<string, OutgoingMessage>();
  const count = { routed: 0, ended: 0, dead: 0, retried: 0, handedBack: 0, started: 0 };
  const end = () => void (count.ended += 1);
  const publish = (message: OutgoingMessage) => {
    count.routed += topology.queues.filter(({ bindings }) =>
      bindings.some((key) => matches(key, message.routingKey)),
    ).length;
    const event = decodeEvent(message.body);
    events.set(event.id, event);
    messages.set(message.id, message);
    return inner.publish(message);
  };
  const bus: Bus = {
    publish,
    send: (queue, message, marks) => {
      const one = isDeadLetterQueue(queue) ? 0 : 1;
      count.routed += one;
      return inner.send(queue, message, marks).catch((error: unknown) => {
        count.routed -= one;
        throw error;
      });
    },
    consume: (queue, options, receive) => inner.consume(queue, options, receive),
    get state() {
      return inner.state;
    },
    onStateChange: (listener) => inner.onStateChange(listener),
    close: (options) => inner.close(options),
  };
  const observer: DeliveryObserver = {
    handled: end,
    duplicate: end,
    started: () => void (count.started += 1),
    retried: () => void (count.retried += 1),
    handedBack: () => void (count.handedBack += 1),
    dead: () => {
      count.dead += 1;
      end();
    },
  };
  return Object.defineProperties({ bus, observer } as Counting, {
    routed: { get: () => count.routed },
    ended: { get: () => count.ended },
    dead: { get: () => count.dead },
    retried: { get: () => count.retried },
    handedBack: { get: () => count.handedBack },
    started: { get: () => count.started },
    events: { get: () => [...events.values()] },
    messages: { get: () => [...messages.values()] },
  });
};

/** Binding keys here are `<event name>.#`. */
const matches = (binding: string, routingKey: string): boolean => routingKey.startsWith(binding.slice(0, -1));
