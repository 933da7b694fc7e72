import { deadLetterQueueOf, type QueueTopology, type Topology } from '@pizzeria/bus';

/** One thing the broker must hold. Its parameters never change: a broker refuses to alter what exists. */
export type BrokerObject =
  | { readonly kind: 'exchange'; readonly name: string }
  | { readonly kind: 'queue'; readonly name: string; readonly arguments: Readonly<Record<string, string | number>> }
  | { readonly kind: 'binding'; readonly queue: string; readonly exchange: string; readonly key: string };

/** Names of what all services share. */
export const eventsExchange = (prefix: string): string => `${prefix}.events`;
export const queuesExchange = (prefix: string): string => `${prefix}.queues`;
export const rungName = (prefix: string, ms: number): string => `${prefix}.delay.${ms}`;

/** The net under our own counting; on 3.10 every hand-back counts too. */
const deliveryLimit = 1_000;
/** Dead and delayed letters must never be dropped for having been looked at often. */
const practicallyUnlimited = 1_000_000;

/** At-least-once dead-lettering needs all of these, and a dead-letter exchange. */
const atLeastOnce = { 'x-dead-letter-strategy': 'at-least-once', 'x-overflow': 'reject-publish' } as const;

/** The exchanges everything meets at. */
export const exchangeObjects = (prefix: string): readonly BrokerObject[] => [
  { kind: 'exchange', name: eventsExchange(prefix) },
  { kind: 'exchange', name: queuesExchange(prefix) },
];

/** A delay: what is published to its exchange comes back to the queue named by the routing key after `ms`. */
export const rungObjects = (prefix: string, ms: number): readonly BrokerObject[] => {
  const name = rungName(prefix, ms);
  return [
    { kind: 'exchange', name },
    {
      kind: 'queue',
      name,
      arguments: {
        'x-queue-type': 'quorum',
        'x-message-ttl': ms,
        'x-dead-letter-exchange': queuesExchange(prefix),
        ...atLeastOnce,
        'x-delivery-limit': practicallyUnlimited,
      },
    },
    { kind: 'binding', queue: name, exchange: name, key: '#' },
  ];
};

/** A subscription's queue and its dead-letter queue, each reachable by its own name. */
export const queueObjects = (prefix: string, { name, bindings }: QueueTopology): readonly BrokerObject[] => {
  const queues = queuesExchange(prefix);
  const deadLetters = deadLetterQueueOf(name);
  return [
    {
      kind: 'queue',
      name: deadLetters,
      arguments: { 'x-queue-type': 'quorum', 'x-delivery-limit': practicallyUnlimited },
    },
    { kind: 'binding', queue: deadLetters, exchange: queues, key: deadLetters },
    {
      kind: 'queue',
      name,
      arguments: {
        'x-queue-type': 'quorum',
        'x-dead-letter-exchange': queues,
        'x-dead-letter-routing-key': deadLetters,
        ...atLeastOnce,
        'x-delivery-limit': deliveryLimit,
      },
    },
    { kind: 'binding', queue: name, exchange: queues, key: name },
    ...bindings.map((key): BrokerObject => ({
      kind: 'binding',
      queue: name,
      exchange: eventsExchange(prefix),
      key,
    })),
  ];
};

/** Everything a topology means, in an order in which it can be declared. */
export const brokerObjects = (prefix: string, topology: Topology): readonly BrokerObject[] => [
  ...exchangeObjects(prefix),
  ...topology.rungs.flatMap((ms) => rungObjects(prefix, ms)),
  ...topology.queues.flatMap((queue) => queueObjects(prefix, queue)),
];

/** The part of a topology that one queue, or a queue's dead-letter queue, needs; undefined when it is not in it. */
export const objectsOfQueue = (
  prefix: string,
  topology: Topology,
  queue: string,
): readonly BrokerObject[] | undefined => {
  const found = topology.queues.find(({ name }) => name === queue || deadLetterQueueOf(name) === queue);
  return found && queueObjects(prefix, found);
};

/** The rung for a wait: the shortest that is long enough, else the longest there is. */
export const rungFor = (ms: number, rungs: readonly number[]): number | undefined => {
  const ascending = [...rungs].sort((a, b) => a - b);
  return ascending.find((rung) => rung >= ms) ?? ascending.at(-1);
};
