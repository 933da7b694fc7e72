/** A span as a trace shows it. */
export interface SpanEntry {
  /** `<…>` stands for what differs. */
  readonly name: string;
  readonly kind: 'server' | 'producer' | 'client' | 'consumer' | 'internal';
  readonly meaning: string;
  readonly parent: string;
  readonly links: string;
  /** `?`: not on every one. `<kind>` is the kind of aggregate: `order`, `ingredient` … */
  readonly attributes: readonly string[];
  /** With their attributes. */
  readonly events: readonly string[];
}

const messaging = [
  'messaging.system',
  'messaging.operation.name',
  'messaging.operation.type',
  'messaging.destination.name',
];

export const spanEntries: readonly SpanEntry[] = [
  {
    name: '<METHOD> <route>',
    kind: 'server',
    meaning: 'A request, by the pattern of its route: no path and no query',
    parent:
      'The making of the first event that the service handled of what it changes: one order, one trace. Else the span it was sent in',
    links: 'The span it was sent in, where that is not its parent; of a replay, the making of the event',
    attributes: [
      ...['http.request.method', 'http.route', 'url.scheme', 'http.response.status_code'],
      ...['error.type?', 'pizzeria.<kind>.id?'],
    ],
    events: [],
  },
  {
    name: 'create <event>',
    kind: 'producer',
    meaning: 'An event is published into the outbox: its context travels in the event',
    parent: 'The request or the handler that publishes it',
    links: '',
    attributes: [...messaging, 'messaging.message.id', 'pizzeria.event', 'pizzeria.<kind>.id?'],
    events: [],
  },
  {
    name: 'chore <service>.<chore>',
    kind: 'internal',
    meaning: 'Something done to a subject because time passed',
    parent: 'The making of the first event that the service handled about it, else none',
    links: '',
    attributes: ['pizzeria.<kind>.id'],
    events: [],
  },
  {
    name: 'send pizzeria.events',
    kind: 'client',
    meaning: 'The relay sends a batch of events to the bus, until the last is confirmed; an error when one is not',
    parent: 'none',
    links: 'The making of each event, 128 at most',
    attributes: [...messaging, 'messaging.batch.message_count', 'pizzeria.service', 'pizzeria.confirmed'],
    events: [],
  },
  {
    name: 'process <queue>',
    kind: 'consumer',
    meaning: 'A try at handling an event: the failed ones end as errors at once',
    parent: 'The making of its event',
    links:
      '`pizzeria.link=creation`: its parent; `previous attempt`: the try that failed before it; `replay`: the request that replayed it from the dead letters',
    attributes: [
      ...messaging,
      ...['messaging.message.id', 'pizzeria.event', 'pizzeria.redelivered', 'error.type?', 'pizzeria.<kind>.id?'],
    ],
    events: [
      'attempt failed (attempt, error.type)',
      'retry (after_ms, because)',
      'dead letter (reason, attempts)',
      'duplicate',
      'handed back',
    ],
  },
];
