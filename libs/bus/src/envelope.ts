/**
 * What travels: a CloudEvents 1.0 event with our extensions.
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md
 */
export interface EventEnvelope<Data = unknown> {
  /** UUIDv7; the same for every delivery of the same event. */
  readonly id: string;
  /** CloudEvents `type`, without version. */
  readonly type: string;
  /** Version of the payload, from `dataschema`. */
  readonly version: number;
  /** CloudEvents `source`: who published it. */
  readonly source: string;
  /** CloudEvents `subject`: the aggregate, for example `order/<id>`. */
  readonly subject: string;
  /** When it happened, RFC 3339 UTC. */
  readonly time: string;
  /** Version of the publisher's aggregate after this event; comparable only within one source and subject. */
  readonly sequence: number;
  /** Id of the event whose handling caused this one. */
  readonly causationId?: string;
  /** W3C trace context of the event's creation. */
  readonly traceparent?: string;
  readonly tracestate?: string;
  readonly data: Data;
}
