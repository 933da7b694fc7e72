import type { Bus } from '../bus';
import { type Clock, type Ids, systemClock } from '../clock';
import { uuidv7Ids } from '../ids';
import type { Topology } from '../topology';
import type { Journal, Letter } from './journal';
import { type BrokerLimit, MemoryBroker } from './memory-broker';
import { MemoryConnection } from './memory-connection';

export interface InMemoryBusOptions {
  /** Every queue and its bindings; `<queue>.dlq` comes with each. */
  readonly topology: Topology;
  /** With it, confirmed means stored: a publish resolves once its letters are durable. */
  readonly journal?: Journal;
  readonly clock?: Clock;
  readonly ids?: Ids;
  /**
   * What it holds at most; beyond it a publish is `BusUnavailable`, as on a broker whose queues are full. A message in
   * three queues counts three times. Default 100 000 letters and 256 MiB.
   */
  readonly limit?: BrokerLimit;
}

const defaultLimit: BrokerLimit = { letters: 100_000, bytes: 256 * 1024 * 1024 };

/** A bus that is its own broker, within one process. */
export interface InMemoryBus extends Bus {
  /** A further client of the same broker, with consumers of its own. */
  connect(): Bus;
  /** What lies in a queue: waiting to be taken, and waiting on a rung to come back to it. */
  letters(queue: string): { readonly ready: readonly Letter[]; readonly delayed: readonly Letter[] };
  /** Ends as a killed process would: what is in hand is neither settled nor handed back. For tests. */
  abandon(): void;
}

/**
 * Opens an in-memory bus with all that its journal kept: letters that are due at once, the others when their
 * time comes. Closing it closes the broker and every client.
 */
export const inMemoryBus = async (options: InMemoryBusOptions): Promise<InMemoryBus> => {
  const { topology, journal, clock = systemClock, ids = uuidv7Ids, limit = defaultLimit } = options;
  const broker = new MemoryBroker({ topology, journal, clock, ids, limit });
  await broker.load();
  const connections: MemoryConnection[] = [];
  const connect = (): MemoryConnection => {
    const connection = new MemoryConnection(broker, clock);
    connections.push(connection);
    return connection;
  };
  const own = connect();
  return {
    publish: (message) => own.publish(message),
    send: (queue, message, marks) => own.send(queue, message, marks),
    consume: (queue, consumeOptions, receive) => own.consume(queue, consumeOptions, receive),
    get state() {
      return own.state;
    },
    onStateChange: (listener) => own.onStateChange(listener),
    connect,
    letters: (queue) => ({ ready: broker.queue(queue)?.letters() ?? [], delayed: broker.delayedIn(queue) }),
    close: async (closeOptions) => {
      await Promise.all(connections.map((connection) => connection.close(closeOptions)));
      broker.close();
      // Where it fails, letters are suspected a little sooner; nothing else follows.
      await journal?.close().catch(() => undefined);
    },
    abandon: () => {
      broker.close();
      connections.forEach((connection) => connection.abandon());
    },
  };
};
