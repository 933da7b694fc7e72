/** Everything a broker must hold before the first service starts. Names are without the transport's prefix. */
export interface Topology {
  readonly queues: readonly QueueTopology[];
  /** Delays in ms that a message can wait on. */
  readonly rungs: readonly number[];
}

export interface QueueTopology {
  /** `<service>.<subscription>` */
  readonly name: string;
  /** Binding keys on the events exchange, for example `order.placed.#`. */
  readonly bindings: readonly string[];
}

export const queueNameOf = (service: string, subscription: string): string => `${service}.${subscription}`;

export const deadLetterQueueOf = (queue: string): string => `${queue}.dlq`;

export const isDeadLetterQueue = (queue: string): boolean => queue.endsWith('.dlq');

/** Delays of the retry ladder, ms: 1 s, 5 s, 15 s, 1 min, 5 min, 15 min, 1 h. */
export const defaultLadder: readonly number[] = [1_000, 5_000, 15_000, 60_000, 300_000, 900_000, 3_600_000];
