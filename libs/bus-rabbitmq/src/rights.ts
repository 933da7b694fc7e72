import { eventsExchange, queuesExchange, rungName } from './topology';

/** What a service declares to say and to hear, from which its rights follow. */
export interface ServiceVoice {
  /** Name of the service, of its user, and first part of its queues' names. */
  readonly name: string;
  /** Names of the events it publishes, for example `order.placed`; any version of them. */
  readonly publishes: readonly string[];
  /** Binding keys of the events it handles, for example `order.placed.#`. */
  readonly bindings: readonly string[];
}

/** Expressions on names of objects, as RabbitMQ understands them: what is not matched is refused. */
export interface Permissions {
  readonly configure: string;
  readonly write: string;
  readonly read: string;
}

/** Expressions on routing keys (`write`) and binding keys (`read`) of one topic exchange. */
export interface TopicPermissions {
  readonly exchange: string;
  readonly write: string;
  readonly read: string;
}

/** All that one user may do in a virtual host. */
export interface UserRights {
  readonly user: string;
  readonly permissions: Permissions;
  readonly topics: readonly TopicPermissions[];
}

/** A user of everything, for people and for what declares the topology. */
export const everythingAllowed: Permissions = { configure: '.*', write: '.*', read: '.*' };

/** Matches no object: none has an empty name. */
const noName = '^$';

/** Matches no key. It must be said: a user without topic permissions on an exchange may use every key there. */
const nothing = '^(?!)$';

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\#]/g, '\\$&');
const oneOf = (texts: readonly string[]): string => `(${[...new Set(texts)].sort().map(literally).join('|')})`;
const ownKeys = '^{username}\\.';

const events = ({ publishes, bindings }: ServiceVoice, prefix: string): TopicPermissions => ({
  exchange: eventsExchange(prefix),
  write: publishes.length > 0 ? `^${oneOf(publishes)}\\.v[0-9]+$` : nothing,
  read: bindings.length > 0 ? `^${oneOf(bindings)}$` : nothing,
});

/**
 * What a service's user may do: publish the events it declares, put messages back into its own queues, at once or by a
 * delay, and read those. It may declare, bind and delete nothing, not even of its own: a queue of its making could
 * dead-letter under any key into any exchange it may write to, and a binding of its making could divert into a delay
 * what everyone hears. What it needs is there before it starts. The expressions on binding keys hold should reading an
 * exchange, without which nothing is bound, ever be granted by hand.
 */
export const rightsOf = (voice: ServiceVoice, prefix: string, rungs: readonly number[]): UserRights => {
  const [shared, queues] = [literally(prefix), queuesExchange(prefix)];
  return {
    user: voice.name,
    permissions: {
      configure: noName,
      write: `^${shared}\\.(events|queues|delay\\.[0-9]+)$`,
      read: `^${literally(voice.name)}\\.[a-z0-9.-]+$`,
    },
    topics: [
      events(voice, prefix),
      ...[queues, ...rungs.map((ms) => rungName(prefix, ms))].map((exchange) => ({
        exchange,
        write: ownKeys,
        read: ownKeys,
      })),
    ],
  };
};
