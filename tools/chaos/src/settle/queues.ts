import type { RunningBroker } from '@pizzeria/bus-rabbitmq/testing';

/** What waits in a queue or is in hand. */
export interface QueueDepth {
  readonly name: string;
  /** Undefined while the broker does not know: of a queue that nobody leads. */
  readonly messages: number | undefined;
}

/** Every queue of a broker. Throws when there is none, or when the broker's list cannot be read. */
export const queuesOf = async (broker: Pick<RunningBroker, 'ctl'>): Promise<readonly QueueDepth[]> => {
  const text = await broker.ctl('list_queues', '--no-table-headers', 'name', 'messages');
  const queues = text.split('\n').filter(Boolean).map(queueIn);
  if (queues.length === 0) throw new Error('The broker lists no queue.');
  return queues;
};

const queueIn = (line: string): QueueDepth => {
  const [, name, messages] = /^([^\t]+)\t(\d*)$/.exec(line) ?? [];
  if (name === undefined) throw new Error(`The broker lists "${line}", which is no queue with its messages.`);
  return { name, messages: messages ? Number(messages) : undefined };
};
