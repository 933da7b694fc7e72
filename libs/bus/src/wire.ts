import { z } from 'zod';
import type { EventEnvelope } from './envelope';
import { InvalidEvent, MalformedEvent } from './errors';
import { dataschemaOf, type EventDefinition } from './event';
import { issuesOf } from './issues';

/** Content type of a message's body: a whole CloudEvent in structured JSON mode. */
export const cloudEventsContentType = 'application/cloudevents+json';

/** Largest encoded event, bytes. Events carry facts, not documents. */
export const maxEventBytes = 64 * 1024;

const sequenceDigits = 10;
const maxSequence = 10 ** sequenceDigits - 1;

/**
 * Writes an event as a CloudEvents 1.0 JSON document. `sequence` becomes ten digits, because the CloudEvents
 * sequence extension compares as text.
 * Throws `InvalidEvent` when the sequence does not fit or the document is larger than `maxEventBytes`.
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md
 */
export const encodeEvent = (definition: EventDefinition, event: EventEnvelope): Buffer => {
  if (!Number.isInteger(event.sequence) || event.sequence < 0 || event.sequence > maxSequence) {
    throw new InvalidEvent(definition.name, [
      { path: 'sequence', message: `must be a whole number up to ${maxSequence}` },
    ]);
  }
  const body = Buffer.from(
    JSON.stringify({
      specversion: '1.0',
      id: event.id,
      type: event.type,
      source: event.source,
      subject: event.subject,
      time: event.time,
      datacontenttype: 'application/json',
      dataschema: dataschemaOf(definition, event.version),
      sequence: String(event.sequence).padStart(sequenceDigits, '0'),
      causationid: event.causationId,
      traceparent: event.traceparent,
      tracestate: event.tracestate,
      data: event.data,
    }),
  );
  if (body.length > maxEventBytes) {
    const message = `is ${body.length} bytes on the wire, more than ${maxEventBytes}`;
    throw new InvalidEvent(definition.name, [{ path: '', message }]);
  }
  return body;
};

const sequence = z.union([
  z.int().min(0).max(maxSequence),
  z
    .string()
    .regex(/^\d{1,10}$/, 'must be a whole number of up to ten digits')
    .transform(Number),
]);

const version = z
  .string()
  .regex(/:v[1-9]\d{0,8}$/, 'must end in a version such as :v1')
  .transform((dataschema) => Number(/\d+$/.exec(dataschema)?.[0]));

/** As CloudEvents has it: no control characters, no half of a surrogate pair. */
const attribute = z.string().regex(/^[^\p{Cc}\p{Surrogate}]*$/u, 'must hold no control characters');

/** Tracing is a help, never a reason to refuse an event: what is not text is left out. */
const traceField = attribute.optional().catch(undefined);

const cloudEvent = z.object({
  specversion: z.literal('1.0'),
  id: z.uuid(),
  type: attribute.min(1),
  source: attribute.min(1),
  subject: attribute.min(1),
  time: z.iso.datetime({ offset: true }),
  datacontenttype: z.literal('application/json').optional(),
  dataschema: version,
  sequence,
  causationid: attribute.optional(),
  traceparent: traceField,
  tracestate: traceField,
  data: z.unknown(),
});

/**
 * Reads a CloudEvents JSON document; attributes we do not know are ignored, `sequence` may be text or number.
 * The payload is not checked here: see `readEvent`. Throws `MalformedEvent` with paths.
 */
export const decodeEvent = (body: Uint8Array): EventEnvelope => {
  const parsed = cloudEvent.safeParse(jsonOf(body));
  if (!parsed.success) throw new MalformedEvent(issuesOf(parsed.error));
  const { id, type, source, subject, time, dataschema, sequence, causationid, traceparent, tracestate, data } =
    parsed.data;
  return {
    id,
    type,
    version: dataschema,
    source,
    subject,
    time: time.endsWith('Z') ? time : new Date(time).toISOString(),
    sequence,
    ...(causationid !== undefined && { causationId: causationid }),
    ...(traceparent !== undefined && { traceparent }),
    ...(tracestate !== undefined && { tracestate }),
    data,
  };
};

/** The parser's own message quotes the text, which may be personal: it is not passed on. */
const jsonOf = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new MalformedEvent([{ path: '', message: 'is no JSON text in UTF-8' }]);
  }
};
