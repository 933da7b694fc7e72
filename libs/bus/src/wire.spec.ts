import { createEvent } from './create-event';
import { InvalidEvent, MalformedEvent } from './errors';
import { raise } from './raised';
import { aParcelSent, ParcelSent } from './testing/parcels';
import { decodeEvent, encodeEvent, maxEventBytes } from './wire';

const written = (body: Buffer) => JSON.parse(body.toString()) as Record<string, unknown>;
const bytes = (document: unknown) => Buffer.from(JSON.stringify(document));
const stamp = { id: '019aafcc-0000-7000-8000-000000000001', time: new Date('2026-03-01T12:00:00.000Z'), sequence: 7 };

/** The issues of a document's refusal. */
const issuesOfReading = (body: Uint8Array) => {
  try {
    decodeEvent(body);
  } catch (error) {
    if (error instanceof MalformedEvent) return error.issues;
  }
  throw new Error('the document was read');
};

describe('an event on the wire', () => {
  it('is a CloudEvents 1.0 document with every attribute', () => {
    const { message } = createEvent(raise(ParcelSent, ParcelSent.example), {
      ...stamp,
      causationId: 'cause',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      tracestate: 'a=b',
    });
    expect(written(message.body)).toEqual({
      specversion: '1.0',
      id: stamp.id,
      type: 'example.parcels.parcel.sent',
      source: 'parcels/depot',
      subject: 'parcel/p-1',
      time: '2026-03-01T12:00:00.000Z',
      datacontenttype: 'application/json',
      dataschema: 'urn:parcels:parcel.sent:v2',
      sequence: '0000000007',
      causationid: 'cause',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      tracestate: 'a=b',
      data: ParcelSent.example,
    });
    expect(message).toMatchObject({ id: stamp.id, routingKey: 'parcel.sent.v2' });
  });

  it('is read back as it was written', () => {
    const { envelope, message } = aParcelSent();
    expect(decodeEvent(message.body)).toEqual(envelope);
  });

  it.each([['0000000012'], ['12'], [12]])('carries its sequence as text or number: %p', (sequence) => {
    expect(decodeEvent(bytes({ ...written(aParcelSent().message.body), sequence })).sequence).toBe(12);
  });

  it('is refused before it is sent when it is larger than 64 KiB', () => {
    const parcelId = 'p'.repeat(maxEventBytes);
    expect(() => aParcelSent({ parcelId })).toThrow(InvalidEvent);
    expect(() => aParcelSent({ parcelId })).toThrow(/more than 65536/);
  });

  it.each([-1, 1.5, 10_000_000_000, NaN])('is refused with the sequence %p', (sequence) => {
    expect(() => encodeEvent(ParcelSent, { ...aParcelSent().envelope, sequence })).toThrow(InvalidEvent);
  });

  it.each([
    ['text', Buffer.from('hello Ada'), ['']],
    ['cut JSON', aParcelSent().message.body.subarray(0, 80), ['']],
    ['broken UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22]), ['']],
    ['nothing', Buffer.alloc(0), ['']],
    ['null', bytes(null), ['']],
    [
      'an empty object',
      bytes({}),
      ['specversion', 'id', 'type', 'source', 'subject', 'time', 'dataschema', 'sequence', 'data'],
    ],
    ['no version', bytes({ ...written(aParcelSent().message.body), dataschema: 'urn:x:y' }), ['dataschema']],
    ['an id that is no UUID', bytes({ ...written(aParcelSent().message.body), id: '1' }), ['id']],
    ['a subject with a NUL', bytes({ ...written(aParcelSent().message.body), subject: 'parcel/\0' }), ['subject']],
    ['a type with half a character', bytes({ ...written(aParcelSent().message.body), type: 'a.\ud800' }), ['type']],
    ['a time of day', bytes({ ...written(aParcelSent().message.body), time: '12:00' }), ['time']],
  ])('names the paths when the bytes are %s', (_, body, paths) => {
    expect(issuesOfReading(body).map((issue) => issue.path)).toEqual(paths);
  });

  it('says nothing of the text it could not read', () => {
    expect(JSON.stringify(issuesOfReading(Buffer.from('{"name": Ada}')))).not.toContain('Ada');
  });

  it('is read though its trace context is nonsense', () => {
    expect(decodeEvent(bytes({ ...written(aParcelSent().message.body), traceparent: 7 })).traceparent).toBeUndefined();
  });

  it('gives its time in UTC whatever the offset it was written with', () => {
    const time = '2026-03-01T13:00:00+01:00';
    expect(decodeEvent(bytes({ ...written(aParcelSent().message.body), time })).time).toBe('2026-03-01T12:00:00.000Z');
  });
});

describe('creating an event', () => {
  it('leaves out fields that the contract does not name', () => {
    const data = { ...ParcelSent.example, colour: 'red' };
    expect(createEvent(raise(ParcelSent, data), stamp).envelope.data).toEqual(ParcelSent.example);
  });

  it('throws with the paths when the payload does not fit its contract', () => {
    const data = { parcelId: 'p-1', grams: 0, recipient: { name: '' } };
    expect(() => createEvent(raise(ParcelSent, data), stamp)).toThrow(/parcel\.sent .*grams: .*recipient\.name: /);
  });
});
