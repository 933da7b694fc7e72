import type { OutgoingMessage } from './bus';
import type { EventEnvelope } from './envelope';
import { InvalidEvent } from './errors';
import { type EventDefinition, routingKeyOf } from './event';
import { issuesOf } from './issues';
import type { RaisedEvent } from './raised';
import { encodeEvent } from './wire';

/** What a publisher adds to a raised event. */
export interface EventStamp {
  /** A new UUIDv7. */
  readonly id: string;
  /** When it happened. */
  readonly time: Date;
  /** Version of the aggregate after this event. */
  readonly sequence: number;
  /** Id of the event whose handling caused this one. */
  readonly causationId?: string;
  readonly traceparent?: string;
  readonly tracestate?: string;
}

/** An event ready to leave: as its handlers will see it, and as bytes. */
export interface CreatedEvent<Data = unknown> {
  readonly envelope: EventEnvelope<Data>;
  readonly message: OutgoingMessage;
}

/**
 * Validates a raised event against its contract and encodes it. Fields that the contract does not name are
 * left out. Throws `InvalidEvent` with paths; touches nothing outside.
 */
export const createEvent = (raised: RaisedEvent, stamp: EventStamp): CreatedEvent => {
  const { event } = raised;
  const envelope: EventEnvelope = { ...envelopeStamp(stamp), ...headOf(event, validData(raised)) };
  return { envelope, message: { id: stamp.id, routingKey: routingKeyOf(event), body: encodeEvent(event, envelope) } };
};

const validData = ({ event, data }: RaisedEvent): unknown => {
  const parsed = event.schema.safeParse(data);
  if (!parsed.success) throw new InvalidEvent(event.name, issuesOf(parsed.error));
  return parsed.data;
};

const headOf = (event: EventDefinition, data: unknown) => ({
  type: event.type,
  version: event.version,
  source: event.source,
  subject: event.subject(data),
  data,
});

const envelopeStamp = ({ id, time, sequence, causationId, traceparent, tracestate }: EventStamp) => ({
  id,
  time: time.toISOString(),
  sequence,
  ...(causationId !== undefined && { causationId }),
  ...(traceparent !== undefined && { traceparent }),
  ...(tracestate !== undefined && { tracestate }),
});
