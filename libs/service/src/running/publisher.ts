import { context, propagation, SpanKind, trace, type Span, type Tracer } from '@opentelemetry/api';
import {
  createEvent,
  systemClock,
  type Clock,
  type CreatedEvent,
  type EventDefinition,
  type Ids,
  type RaisedEvent,
} from '@pizzeria/bus';
import type { Database, OutboxRow } from '@pizzeria/postgres';
import type { Publish } from '../definition';
import { addToLogContext, subjectFields } from '../logging/log-context';
import { eventAttributes, subjectAttributes } from './span-attributes';
import { cause } from './causation';

export interface PublisherOptions {
  readonly service: string;
  /** What the service declared; nothing else leaves it. */
  readonly publishes: readonly EventDefinition[];
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  /** `messaging.system` of spans. */
  readonly system: string;
}

/**
 * The `publish` of a service. Every event is validated and encoded before the first one is added to the outbox.
 * Its `create` span is the parent of all that handles it, whenever that will be.
 */
export const publisher = (options: PublisherOptions): Publish => {
  const declared = new Set(options.publishes);
  const tracer = trace.getTracer('@pizzeria/service');
  return (events, { sequence, time = options.clock.now() }) => {
    const undeclared = events.find(({ event }) => !declared.has(event));
    if (undeclared)
      throw new Error(
        `${options.service} may not publish ${undeclared.event.name}: its definition does not declare it.`,
      );
    const created = events.map((raised, index) =>
      create(raised, { sequence: sequence + index, time }, tracer, options),
    );
    options.database.enqueue(created.map((event) => outboxRow(event, systemClock.now())));
  };
};

const create = (
  raised: RaisedEvent,
  stamp: { readonly sequence: number; readonly time: Date },
  tracer: Tracer,
  { ids, system }: PublisherOptions,
): CreatedEvent => {
  const span = tracer.startSpan(`create ${raised.event.name}`, { kind: SpanKind.PRODUCER });
  try {
    const partOf = raised.event.partOf?.(raised.data);
    const created = createEvent(raised, { id: ids.next(), ...stamp, causationId: cause(), ...traceOf(span) });
    span.setAttributes({
      'messaging.system': system,
      'messaging.operation.name': 'create',
      'messaging.operation.type': 'create',
      'messaging.destination.name': created.message.routingKey,
      ...eventAttributes(raised.event.name, created.envelope, partOf),
    });
    for (const about of partOf ? [created.envelope.subject, partOf] : [created.envelope.subject]) {
      addToLogContext(subjectFields(about));
      // A request that makes something new learns only here what that is.
      trace.getActiveSpan()?.setAttributes(subjectAttributes(about));
    }
    return created;
  } finally {
    span.end();
  }
};

const traceOf = (span: Span): { readonly traceparent?: string; readonly tracestate?: string } => {
  const carrier: { traceparent?: string; tracestate?: string } = {};
  propagation.inject(trace.setSpan(context.active(), span), carrier);
  return carrier;
};

const outboxRow = ({ envelope, message }: CreatedEvent, createdAt: Date): OutboxRow => ({
  eventId: message.id,
  type: envelope.type,
  routingKey: message.routingKey,
  subject: envelope.subject,
  sequence: envelope.sequence,
  causationId: envelope.causationId,
  createdAt,
  body: message.body,
});
