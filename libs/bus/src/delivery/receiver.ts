import { setMaxListeners } from 'node:events';
import type { Receive } from '../bus';
import { type Clock, systemClock } from '../clock';
import type { Handler } from '../handler';
import { eventTable } from '../read-event';
import { defaultLadder } from '../topology';
import type { RunAttempt } from './attempt';
import { type Gate, processGate } from './gate';
import { isolating } from './isolate';
import { type DeliveryObserver, observers } from './observer';
import { receive } from './receive';
import { slots } from './slots';
import type { Suspects } from './suspects';
import type { Trying } from './try-until-settled';

export interface ReceiverOptions {
  readonly queue: string;
  /** At most one for each event. */
  readonly handlers: readonly Handler[];
  readonly runAttempt: RunAttempt;
  /** Delays, ms; each must be a rung of the topology. Default `defaultLadder`. */
  readonly ladder?: readonly number[];
  /** Tries in this process right after a message's first failure; default 2. */
  readonly quickTries?: number;
  /** Quick tries wait up to this, doubling (full jitter), ms; default 50. */
  readonly quickDelayMs?: number;
  /** A try that runs longer counts as failed, ms; default 20 000. */
  readonly deadlineMs?: number;
  /** Handlers running at once; default 16. */
  readonly concurrency?: number;
  readonly clock?: Clock;
  /** In [0, 1). */
  readonly random?: () => number;
  /** Whether waits are spread over neighbouring rungs; default no: exactly the ladder. */
  readonly jitter?: boolean;
  readonly observer?: DeliveryObserver;
  /** Keeps messages that kill their process from their neighbours; without it nothing is isolated. */
  readonly suspects?: Suspects;
  /** Where a suspect is kept apart from other handlers; default all of this process. */
  readonly gate?: Gate;
  /**
   * Told when an attempt threw `CannotWork`: consumption must be paused here, synchronously or soon, or the
   * message comes straight back. Without it `CannotWork` is a failure like any other.
   */
  readonly onCannotWork?: (error: Error) => void;
}

/** What takes a subscription's deliveries and decides what becomes of each. The same on every bus. */
export interface Receiver {
  /** Given to `bus.consume`. Never throws. */
  readonly receive: Receive;
  /** Handlers running now. */
  readonly running: number;
  /** Deliveries waiting for a slot. */
  readonly waiting: number;
  /** No handler starts any more: what waits or comes is handed back; those running go on. Then stop the consumer. */
  stop(): void;
  /** As `stop`, and aborts the running ones: they are handed back, nothing is counted. */
  abort(): void;
}

export const receiver = (options: ReceiverOptions): Receiver => {
  const parts = partsOf(options);
  const room = slots(options.concurrency ?? 16);
  const draining = new AbortController();
  const stopping = new AbortController();
  // One listener for every running handler is no leak.
  setMaxListeners(0, draining.signal, stopping.signal);
  const trying: Trying = { ...parts, draining: draining.signal, stopping: stopping.signal };
  const { suspects, gate = processGate } = options;
  const among: Receive = (delivery) => receive(trying, room, delivery);
  const stop = () => {
    draining.abort();
    room.close();
  };
  return {
    receive: suspects ? isolating(trying, { suspects, gate }, among) : among,
    get running() {
      return room.taken;
    },
    get waiting() {
      return room.waiting;
    },
    stop,
    abort: () => {
      stop();
      stopping.abort();
    },
  };
};

const partsOf = ({ random = Math.random, ...options }: ReceiverOptions) => ({
  queue: options.queue,
  handlers: handlerTable(options.queue, options.handlers),
  events: eventTable(options.handlers.map((handler) => handler.event)),
  runAttempt: options.runAttempt,
  policy: {
    ladder: options.ladder ?? defaultLadder,
    quickTries: options.quickTries ?? 2,
    jitter: options.jitter ? random : undefined,
  },
  quickDelayMs: options.quickDelayMs ?? 50,
  deadlineMs: options.deadlineMs ?? 20_000,
  clock: options.clock ?? systemClock,
  random,
  observer: observers(...(options.observer ? [options.observer] : [])),
  onCannotWork: options.onCannotWork,
});

const handlerTable = (queue: string, handlers: readonly Handler[]): ReadonlyMap<string, Handler> => {
  const table = new Map<string, Handler>();
  for (const handler of handlers) {
    if (table.has(handler.event.type)) throw new Error(`${queue} has two handlers for ${handler.event.name}`);
    table.set(handler.event.type, handler);
  }
  return table;
};
