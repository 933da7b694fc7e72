import { eventTable, readEvent } from './read-event';
import { aDepotOpened, aParcelSent, aStoredParcelSent, ParcelSent, ParcelSentBack } from './testing/parcels';

const table = eventTable([ParcelSent, ParcelSentBack]);

describe('reading a message of a queue', () => {
  it('gives the definition and the event', () => {
    const { envelope, message } = aParcelSent();
    expect(readEvent(table, message.body)).toEqual({ kind: 'event', definition: ParcelSent, event: envelope });
  });

  it('lifts a stored version 1 to the current one', () => {
    const { message } = aStoredParcelSent(1, { parcelId: 'p-9', grams: 5, recipientName: 'Ada' });
    expect(readEvent(table, message.body)).toMatchObject({
      kind: 'event',
      event: { version: 2, data: { parcelId: 'p-9', grams: 5, recipient: { name: 'Ada' } } },
    });
  });

  it('leaves out fields that the contract does not name', () => {
    const { message } = aStoredParcelSent(2, { ...ParcelSent.example, colour: 'red' });
    expect(readEvent(table, message.body)).toMatchObject({ event: { data: ParcelSent.example } });
    expect(JSON.stringify(readEvent(table, message.body))).not.toContain('colour');
  });

  it('rejects an event of another queue as unknown-type', () => {
    expect(readEvent(table, aDepotOpened().message.body)).toMatchObject({ kind: 'rejected', reason: 'unknown-type' });
  });

  it.each([3, 17])('rejects the future version %p as unsupported-version', (version) => {
    const { message } = aStoredParcelSent(version, {});
    expect(readEvent(table, message.body)).toMatchObject({
      reason: 'unsupported-version',
      issues: [{ path: 'dataschema' }],
      definition: ParcelSent,
    });
  });

  it('rejects a past version that nobody can lift any more as unsupported-version', () => {
    const withoutPast = eventTable([{ ...ParcelSent, past: [] }]);
    const { message } = aStoredParcelSent(1, { parcelId: 'p-9', grams: 5, recipientName: 'Ada' });
    expect(readEvent(withoutPast, message.body)).toMatchObject({ reason: 'unsupported-version' });
  });

  it.each([
    ['current', 2, { parcelId: 'p-1', grams: -3, recipient: {} }, ['data.grams', 'data.recipient.name']],
    ['past', 1, { parcelId: 'p-1', grams: 5 }, ['data.recipientName']],
    ['current', 2, 'Ada', ['data']],
  ])('rejects an invalid payload of a %s version with its paths and without its values', (_, version, data, paths) => {
    const read = readEvent(table, aStoredParcelSent(version, data).message.body);
    if (read.kind !== 'rejected') throw new Error('it was accepted');
    expect(read.reason).toBe('invalid');
    expect(read.issues.map((issue) => issue.path)).toEqual(paths);
    expect(JSON.stringify(read.issues)).not.toContain('Ada');
  });

  it('rejects a payload that makes its upcaster throw as invalid', () => {
    const [past] = ParcelSent.past;
    if (!past) throw new Error('there is a past version');
    const upcast = () => {
      throw new Error('no Ada');
    };
    const fragile = eventTable([{ ...ParcelSent, past: [{ ...past, upcast }] }]);
    const { message } = aStoredParcelSent(1, past.example);
    expect(readEvent(fragile, message.body)).toMatchObject({ reason: 'invalid', issues: [{ path: 'data' }] });
  });

  it('rejects bytes that are no event as invalid', () => {
    expect(readEvent(table, Buffer.from('{'))).toMatchObject({ kind: 'rejected', reason: 'invalid' });
  });
});
