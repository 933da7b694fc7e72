import {
  cloudEventsContentType,
  dataschemaOf,
  queueNameOf,
  routingKeyOf,
  type EventDefinition,
  type Handler,
} from '@pizzeria/bus';
import { currentVersionOf, payloadOf, versionsOf, type EventVersion, type JsonSchema } from '../schemas/json-schema';

/** What the document tells of a service definition. */
export interface Service {
  readonly name: string;
  readonly publishes: readonly EventDefinition[];
  readonly subscriptions: Readonly<Record<string, { readonly handlers: readonly Handler[] }>>;
}

type Reference = { readonly $ref: string };

/** The exchange every event goes through; its name is the topology's. */
const eventsExchange = { name: 'pizzeria.events', type: 'topic', durable: true, autoDelete: false };

/**
 * A service's events as an AsyncAPI 3 document: what it sends to the exchange, and what it receives from its queues,
 * in every version that may still be under way.
 * @see https://www.asyncapi.com/docs/reference/specification/v3.0.0
 */
export const asyncApiOf = ({ name, publishes, subscriptions }: Service) => {
  const queues = Object.entries(subscriptions).map(([subscription, { handlers }]) => ({
    queue: queueNameOf(name, subscription),
    events: [...new Set(handlers.map(({ event }) => event))],
  }));
  const messages = [...publishes.map(currentVersionOf), ...queues.flatMap(({ events }) => events.flatMap(versionsOf))];
  return {
    asyncapi: '3.0.0',
    info: {
      title: `Mario’s Pizzeria: ${name}`,
      version: '1.0.0',
      description: `What the service \`${name}\` says and hears on RabbitMQ. Generated from its definition.`,
      license: { name: 'MIT' },
    },
    defaultContentType: cloudEventsContentType,
    channels: {
      ...named(publishes.map((event) => [routingKeyOf(event), eventChannel(event)])),
      ...named(queues.map(({ queue, events }) => [queue, queueChannel(queue, events)])),
    },
    operations: {
      ...named(publishes.map((event) => [`publish.${event.name}`, sending(event)])),
      ...named(queues.map(({ queue, events }) => [`handle.${queue}`, receiving(queue, events)])),
    },
    components: { messages: named(messages.map((version) => [keyOf(version), message(version)])) },
  };
};

const named = <Value>(entries: readonly (readonly [string, Value])[]): Record<string, Value> =>
  Object.fromEntries(entries);

const keyOf = ({ event, version }: EventVersion): string => routingKeyOf({ name: event.name, version });

const references = (versions: readonly EventVersion[], of: (key: string) => string): Record<string, Reference> =>
  named(versions.map((version) => [keyOf(version), { $ref: of(keyOf(version)) }]));

const component = (key: string): string => `#/components/messages/${key}`;

const eventChannel = (event: EventDefinition) => ({
  address: routingKeyOf(event),
  description: event.meaning,
  messages: references([currentVersionOf(event)], component),
  bindings: { amqp: { is: 'routingKey', exchange: eventsExchange, bindingVersion: '0.3.0' } },
});

const queueChannel = (queue: string, events: readonly EventDefinition[]) => ({
  address: queue,
  description: `The queue of a subscription, bound to ${events.map(({ name }) => `\`${name}.#\``).join(', ')}.`,
  messages: references(events.flatMap(versionsOf), component),
  bindings: {
    amqp: {
      is: 'queue',
      queue: { name: queue, durable: true, exclusive: false, autoDelete: false },
      bindingVersion: '0.3.0',
    },
  },
});

const sending = (event: EventDefinition) => ({
  action: 'send',
  summary: event.meaning,
  channel: { $ref: `#/channels/${routingKeyOf(event)}` },
  messages: [{ $ref: `#/channels/${routingKeyOf(event)}/messages/${routingKeyOf(event)}` }],
  bindings: {
    amqp: { deliveryMode: 2, mandatory: true, bindingVersion: '0.3.0' },
  },
});

const receiving = (queue: string, events: readonly EventDefinition[]) => ({
  action: 'receive',
  summary: `Handles ${events.map(({ name }) => name).join(', ')}.`,
  channel: { $ref: `#/channels/${queue}` },
  messages: events.flatMap(versionsOf).map((version) => ({ $ref: `#/channels/${queue}/messages/${keyOf(version)}` })),
});

/** The body is the whole CloudEvent; its `data` is what the contract describes. */
const message = (version: EventVersion) => ({
  name: keyOf(version),
  title: `${version.event.name} v${version.version}`,
  summary: version.event.meaning,
  contentType: cloudEventsContentType,
  payload: cloudEvent(version),
});

const text = { type: 'string', minLength: 1 };

const cloudEvent = ({ event, version, schema, example }: EventVersion): JsonSchema => {
  const { $schema: _, ...data } = payloadOf(schema, 'draft-7');
  return {
    type: 'object',
    properties: {
      specversion: { const: '1.0' },
      id: { type: 'string', format: 'uuid' },
      type: { const: event.type },
      source: { const: event.source },
      subject: text,
      time: { type: 'string', format: 'date-time' },
      datacontenttype: { const: 'application/json' },
      dataschema: { const: dataschemaOf(event, version) },
      sequence: { type: 'string', pattern: '^\\d{10}$' },
      causationid: text,
      traceparent: text,
      tracestate: text,
      data: { ...data, examples: [example] },
    },
    required: ['specversion', 'id', 'type', 'source', 'subject', 'time', 'dataschema', 'sequence', 'data'],
  };
};
