import { gzipSync } from 'node:zlib';
import { createEvent, raise, uuidv7Ids, type DeadLetterReason, type EventDefinition } from '@pizzeria/bus';

/** A message that no handler may see, and why it is to be given up. */
export interface Malformed {
  readonly kind: string;
  readonly reason: DeadLetterReason;
  readonly body: Buffer;
}

type Json = Record<string, unknown>;
type Kind = readonly [kind: string, reason: DeadLetterReason, make: (event: Json, n: number) => Buffer | string | Json];

const without = (event: Json, field: string): Json => {
  const { [field]: _left, ...rest } = event;
  return rest;
};

const attributes = ['specversion', 'id', 'type', 'source', 'subject', 'time', 'dataschema', 'sequence'];
const wrongValues: readonly unknown[] = [null, true, {}, [], [1], -1, 1.5, 1e300, ''];

const text = (event: Json): string => JSON.stringify(event);
const padded = (event: Json, bytes: number): Json => ({ ...without(event, 'id'), padding: 'x'.repeat(bytes) });

/** Bytes that are no event at all, events that lack or misstate something, and events that are not for the queue. */
const kinds: readonly Kind[] = [
  ['no bytes', 'invalid', (_, n) => ' '.repeat(n)],
  ['no JSON', 'invalid', (_, n) => `hello ${n}`],
  ['JSON cut off', 'invalid', (event) => text(event).slice(0, -5)],
  ['JSON with a comma too many', 'invalid', (event) => text(event).replace(/}$/, ',}')],
  ['JSON with a comment', 'invalid', (event) => `// an event\n${text(event)}`],
  ['two events in one', 'invalid', (event) => text(event) + text(event)],
  ['NaN', 'invalid', (event) => text(event).replace(/"sequence":"[^"]*"/, '"sequence":NaN')],
  ['a number', 'invalid', (_, n) => String(n)],
  ['a text', 'invalid', (_, n) => JSON.stringify(`event ${n}`)],
  ['a list', 'invalid', (event) => `[${text(event)}]`],
  ['null', 'invalid', (_, n) => `${' '.repeat(n)}null`],
  ['UTF-16', 'invalid', (event) => Buffer.from(`\uFEFF${text(event)}`, 'utf16le')],
  ['Latin-1', 'invalid', (event) => Buffer.from(text({ ...event, note: 'naïve' }), 'latin1')],
  ['compressed', 'invalid', (event) => gzipSync(text(event))],
  [
    'random bytes',
    'invalid',
    (_, n) =>
      Buffer.from([0xff, n & 255, n >> 8, ...Array.from({ length: 64 }, (_unused, at) => (n * 31 + at * 97) % 256)]),
  ],
  ['XML', 'invalid', (_, n) => `<event id="${n}"/>`],
  ['very deep', 'invalid', (_, n) => '['.repeat(20_000 + n) + ']'.repeat(20_000 + n)],
  [
    'deep data',
    'invalid',
    (event) => text(event).replace(/"data":.*$/, `"data":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`),
  ],
  ['64 KiB', 'invalid', (event) => padded(event, 64 * 1_024)],
  ['a megabyte', 'invalid', (event, n) => padded(event, n % 20 === 0 ? 1_048_576 : 80_000)],
  ['another key again', 'invalid', (event) => text(event).replace(/}$/, ',"id":7}')],
  [
    '__proto__',
    'invalid',
    (event) => text(without(event, 'id')).replace(/}$/, `,"__proto__":{"id":${JSON.stringify(event['id'])}}}`),
  ],
  ['constructor', 'invalid', (event) => ({ ...without(event, 'id'), constructor: { prototype: { id: event['id'] } } })],
  [
    '__proto__ in the data',
    'invalid',
    (event) => text({ ...event, data: 0 }).replace('"data":0', '"data":{"__proto__":{"orderId":"x"}}'),
  ],
  ...attributes.map((field): Kind => [`no ${field}`, 'invalid', (event) => without(event, field)]),
  ...attributes.map((field): Kind => [
    `wrong ${field}`,
    'invalid',
    (event, n) => ({ ...event, [field]: wrongValues[n % wrongValues.length] }),
  ]),
  ['an id that is none', 'invalid', (event, n) => ({ ...event, id: `order-${n}` })],
  ['no data', 'invalid', (event) => without(event, 'data')],
  ['data of another kind', 'invalid', (event, n) => ({ ...event, data: [null, 7, 'text', [], {}, [{}]][n % 6] })],
  [
    'data with wrong types',
    'invalid',
    (event) => ({
      ...event,
      data: Object.fromEntries(Object.keys(event['data'] as Json).map((key) => [key, { no: 1 }])),
    }),
  ],
  ['data in another format', 'invalid', (event) => ({ ...event, datacontenttype: 'application/xml' })],
  ['another specversion', 'invalid', (event) => ({ ...event, specversion: '0.3' })],
  ['NUL in its subject', 'invalid', (event, n) => ({ ...event, subject: `order/\u0000${n}` })],
  ['half a character in its subject', 'invalid', (event, n) => ({ ...event, subject: `order/\ud800${n}` })],
  ['NUL in its type', 'invalid', (event) => ({ ...event, type: `${String(event['type'])}\u0000` })],
  ['NUL in its data', 'invalid', (event) => ({ ...event, data: withTexts(event['data'], (one) => `${one}\u0000`) })],
  [
    'half a character in its data',
    'invalid',
    (event) => ({ ...event, data: withTexts(event['data'], (one) => `\udfff${one}`) }),
  ],
  ['a type nobody knows', 'unknown-type', (event, n) => ({ ...event, type: `com.example.unheard-of.${n}` })],
  ['the type of another prefix', 'unknown-type', (event) => ({ ...event, type: `x${String(event['type'])}` })],
  ['the type in capitals', 'unknown-type', (event) => ({ ...event, type: String(event['type']).toUpperCase() })],
  ['the type __proto__', 'unknown-type', (event) => ({ ...event, type: '__proto__' })],
  [
    'a future version',
    'unsupported-version',
    (event, n) => ({ ...event, dataschema: String(event['dataschema']).replace(/\d+$/, String(90 + n)) }),
  ],
];

export const kindsOfMalformed: readonly string[] = kinds.map(([kind]) => kind);

/** The `n`th malformed message for a queue that handles these events: every kind in turn, no two the same. */
export const malformed = (events: readonly EventDefinition[], n: number): Malformed => {
  const [kind, reason, make] = kinds[n % kinds.length] as Kind;
  const event = events[n % events.length] as EventDefinition;
  const stamp = { id: uuidv7Ids.next(), time: new Date(), sequence: 1 };
  const good = JSON.parse(createEvent(raise(event, event.example), stamp).message.body.toString()) as Json;
  const made = make(good, n);
  return {
    kind,
    reason,
    body: Buffer.isBuffer(made) ? made : Buffer.from(typeof made === 'string' ? made : text(made)),
  };
};

const withTexts = (value: unknown, change: (text: string) => string): unknown => {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => withTexts(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, withTexts(field, change)]));
};
