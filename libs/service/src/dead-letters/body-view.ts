import { blank, blankPersonal, decodeEvent, type EventEnvelope, type EventTable } from '@pizzeria/bus';
import { z } from 'zod';
import { cleanText } from '../logging/redact';

/** What may be shown of a message's body, whatever it is. */
export const bodyView = z.object({
  bytes: z.int(),
  /** `event`: a whole event; `json`: JSON that is none; `text`: UTF-8 that is no JSON; `base64`: anything else. */
  kind: z.enum(['event', 'json', 'text', 'base64']),
  /** The event or the JSON, personal data blank. */
  json: z.unknown().optional(),
  /** The beginning of a text, quoted values blank, or the beginning of the bytes in base64. */
  text: z.string().optional(),
  /** The text was longer. */
  cut: z.boolean(),
});

export type BodyView = z.infer<typeof bodyView>;

const longestText = 1_000;
/** Of an event, none of them personal. */
const attributes = new Set([
  'specversion',
  'id',
  'type',
  'source',
  'subject',
  'time',
  'datacontenttype',
  'dataschema',
  'sequence',
  'causationid',
]);

/**
 * Shows a body with what nobody vouched for blank: of an event the fields its contract marks, of an event unknown
 * here all its data, of other JSON all but an event's attributes, of other text every value in quotes.
 */
export const viewOfBody = (body: Buffer, events: EventTable): BodyView => {
  const event = readable(() => decodeEvent(body));
  if (event) return { bytes: body.length, kind: 'event', json: eventView(event, events), cut: false };
  const text = readable(() => new TextDecoder('utf-8', { fatal: true }).decode(body));
  if (text === undefined) return { bytes: body.length, kind: 'base64', ...beginning(body.toString('base64')) };
  const json = readable(() => ({ value: JSON.parse(text) as unknown }));
  if (json) return { bytes: body.length, kind: 'json', json: jsonView(json.value), cut: false };
  return { bytes: body.length, kind: 'text', ...beginning(cleanText(withoutQuotedValues(text))) };
};

const eventView = ({ data, ...event }: EventEnvelope, events: EventTable) => {
  const definition = events.get(event.type);
  const { traceparent: _, tracestate: __, ...shown } = event;
  return { ...shown, data: definition ? blankPersonal(definition, data, event.version) : blank };
};

const jsonView = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return blank;
  const show = ([name, inside]: [string, unknown]) => {
    const safe = attributes.has(name) && (typeof inside === 'number' || typeof inside === 'string');
    return [name, safe ? beginning(cleanText(String(inside))).text : blank];
  };
  return Object.fromEntries(Object.entries(value).slice(0, 50).map(show));
};

/** A text cut short may be half of an event: what follows a colon or stands in a list is blank, names stay. */
const withoutQuotedValues = (text: string): string =>
  text.replace(/"(?:[^"\\]|\\.)*(?:"|$)(\s*:)?/gs, (quoted, colon?: string) => (colon ? quoted : `"${blank}"`));

const beginning = (text: string) => ({
  text: text.slice(0, longestText).replace(/[\ud800-\udbff]$/, ''),
  cut: text.length > longestText,
});

const readable = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};
