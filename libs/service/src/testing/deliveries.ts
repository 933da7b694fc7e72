import type { OutgoingMessage } from '@pizzeria/bus';
import { shuffle } from '@pizzeria/bus/testing';

/**
 * The ways in which a bus may bring events, other than once and in order. Each resolves when all of it is handled
 * or given up, with everything that came of it. A message keeps its id: delivered again, it is the same event.
 */
export interface Deliveries {
  /** One after the other: each, so often at the same time, is handled before the next one comes. */
  inOrder(messages: readonly OutgoingMessage[], times?: number): Promise<void>;
  /** Twice at the same time, and once more when it has been handled. */
  twice(message: OutgoingMessage): Promise<void>;
  /** Each so often, all of it at the same time. */
  atOnce(messages: readonly OutgoingMessage[], times?: number): Promise<void>;
  /** One after the other in an order that the seed decides; answers that order. */
  shuffled(messages: readonly OutgoingMessage[], seed: number): Promise<readonly OutgoingMessage[]>;
  /** This one last, whatever its place among them was. */
  late(message: OutgoingMessage, messages: readonly OutgoingMessage[]): Promise<void>;
}

interface Way {
  publish(message: OutgoingMessage): Promise<unknown>;
  /** Resolves when nothing is in hand; who asked for time is given it. */
  handled(): Promise<void>;
  /** Resolves when nothing is under way, in hand or in the outbox. */
  settled(): Promise<void>;
}

export const deliveries = ({ publish, handled, settled }: Way): Deliveries => {
  const several = async (messages: readonly OutgoingMessage[], times: number): Promise<void> => {
    await Promise.all(messages.flatMap((message) => Array.from({ length: times }, () => publish(message))));
    await handled();
  };
  const inOrder = async (messages: readonly OutgoingMessage[], times = 1): Promise<void> => {
    for (const message of messages) await several([message], times);
    await settled();
  };
  return {
    inOrder,
    twice: async (message) => {
      await several([message], 2);
      await inOrder([message]);
    },
    atOnce: async (messages, times = 2) => {
      await several(messages, times);
      await settled();
    },
    shuffled: async (messages, seed) => {
      const order = shuffle(messages, seed);
      await inOrder(order);
      return order;
    },
    late: (message, messages) => inOrder([...messages.filter(({ id }) => id !== message.id), message]),
  };
};
