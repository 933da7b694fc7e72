import type { OutgoingMessage } from '@pizzeria/bus';
import { rabbitMqBus } from '@pizzeria/bus-rabbitmq';
import { randomOf } from '@pizzeria/simulator';
import { chooseAgain } from './choose-again';

/** Hears every event, and says some of them again. */
export interface Echo {
  /** Different events heard so far. */
  readonly heard: number;
  /**
   * Publishes some of the events heard once more, with their ids: recent ones and such from long ago, some of them
   * twice, in an order of its own. Resolves with how many messages when all are confirmed. Throws when none was heard.
   */
  again(seed: number): Promise<number>;
  close(): Promise<void>;
}

export const echoQueue = 'chaos.echo';

const mostKept = 5_000;
const patienceMs = 90_000;
const againAfterMs = 500;

/** Opens it on a broker where it may declare a queue of its own, bound to every event. */
export const openEcho = async (url: string, prefix: string): Promise<Echo> => {
  const topology = { queues: [{ name: echoQueue, bindings: ['#'] }], rungs: [] };
  const bus = await rabbitMqBus({ url, prefix, topology, name: 'chaos' });
  const kept = new Map<string, OutgoingMessage>();
  const ids = new Set<string>();
  await bus.consume(echoQueue, { prefetch: 100 }, ({ id, routingKey, body }) => {
    if (!ids.has(id)) {
      ids.add(id);
      kept.set(id, { id, routingKey, body });
      const [oldest] = kept.keys();
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    }
    return Promise.resolve({ kind: 'ack' });
  });
  const publish = async (message: OutgoingMessage): Promise<void> => {
    const until = Date.now() + patienceMs;
    for (;;) {
      try {
        return void (await bus.publish(message));
      } catch (error) {
        if (Date.now() > until) throw error;
        await new Promise((resolve) => setTimeout(resolve, againAfterMs));
      }
    }
  };
  return {
    get heard() {
      return ids.size;
    },
    async again(seed) {
      const chosen = chooseAgain([...kept.values()], randomOf(seed));
      for (const message of chosen) await publish(message);
      return chosen.length;
    },
    close: () => bus.close(),
  };
};
