import { bindingKeyOf, defaultLadder, queueNameOf, type Topology } from '@pizzeria/bus';
import type { AnyServiceDefinition } from './definition';

/**
 * Everything a broker must hold for these services: a queue per subscription, bound to every version of the events
 * it handles, and the rungs of the retry ladder.
 */
export const topologyOf = (
  definitions: readonly Pick<AnyServiceDefinition, 'name' | 'subscriptions'>[],
  rungs: readonly number[] = defaultLadder,
): Topology => ({
  queues: definitions.flatMap(({ name, subscriptions }) =>
    Object.entries(subscriptions).map(([subscription, { handlers }]) => ({
      name: queueNameOf(name, subscription),
      bindings: [...new Set(handlers.map(({ event }) => bindingKeyOf(event)))],
    })),
  ),
  rungs,
});

/** What a service says and hears: names of the events it publishes, binding keys of those it handles. */
export const voiceOf = ({
  name,
  publishes,
  subscriptions,
}: Pick<AnyServiceDefinition, 'name' | 'publishes' | 'subscriptions'>) => ({
  name,
  publishes: publishes.map((event) => event.name),
  bindings: [...new Set(topologyOf([{ name, subscriptions }]).queues.flatMap(({ bindings }) => bindings))],
});
