import { createEvent, eventTable, raise } from '@pizzeria/bus';
import { ThingFound } from '../testing/lost-property';
import { viewOfBody } from './body-view';
import { withoutPersonalTexts } from './personal-texts';

const events = eventTable([ThingFound]);
const { message } = createEvent(raise(ThingFound, ThingFound.example), {
  id: '0190a6f2-0000-7000-8000-000000000001',
  time: new Date('2030-01-01T12:00:00Z'),
  sequence: 1,
});
const changed = (change: (event: Record<string, unknown>) => unknown) =>
  Buffer.from(JSON.stringify(change(JSON.parse(message.body.toString()) as Record<string, unknown>)));
const personal = /Ada|Lovelace|4155550123/;

describe('what is shown of a body', () => {
  it.each([
    ['an event', message.body, 'event'],
    ['an event that does not fit its contract', changed((event) => ({ ...event, data: { owner: 'Ada' } })), 'event'],
    ['an event of a type nobody knows here', changed((event) => ({ ...event, type: 'x.y' })), 'event'],
    ['an event of a version to come', changed((event) => ({ ...event, dataschema: 'urn:a:v9' })), 'event'],
    ['an event without an id', changed((event) => ({ ...event, id: undefined })), 'json'],
    ['an event with more than it should say', changed((event) => ({ ...event, id: 7, name: 'Ada' })), 'json'],
    ['a list', Buffer.from('["Ada"]'), 'json'],
    ['half an event', message.body.subarray(0, message.body.length - 20), 'text'],
    ['an event cut within a name', message.body.subarray(0, message.body.indexOf('lace')), 'text'],
    ['text with a telephone number', Buffer.from('call +1 415 555 0123'), 'text'],
  ])('of %s holds nothing personal', (_, body, kind) => {
    const view = viewOfBody(body, events);
    expect(view).toMatchObject({ kind, bytes: body.length });
    expect(JSON.stringify(view)).not.toMatch(personal);
  });

  it('of an event is the event', () => {
    expect(viewOfBody(message.body, events).json).toMatchObject({
      id: message.id,
      subject: 'thing/t-1',
      data: { thingId: 't-1', owner: '***' },
    });
  });

  it('of text is its beginning, never half a character', () => {
    const view = viewOfBody(Buffer.from(`${'x'.repeat(999)}😀 and more`), events);
    expect(view).toMatchObject({ kind: 'text', text: 'x'.repeat(999), cut: true });
    expect(viewOfBody(Buffer.from('no event'), events)).toMatchObject({ text: 'no event', cut: false });
    expect(viewOfBody(Buffer.alloc(0), events)).toMatchObject({ kind: 'text', text: '', bytes: 0 });
  });

  it('of other bytes is base64', () => {
    expect(viewOfBody(Buffer.from([0xff, 0xfe, 0]), events)).toMatchObject({
      kind: 'base64',
      text: '//4A',
      cut: false,
    });
    expect(viewOfBody(Buffer.alloc(60_000, 0xff), events)).toMatchObject({ kind: 'base64', cut: true, bytes: 60_000 });
  });
});

describe('a text about a message', () => {
  it('keeps all but what the message calls personal, and what looks like an address', () => {
    const text = 'thing t-1 of Ada Lovelace (+14155550123, ada@example.com) is gone';
    expect(withoutPersonalTexts(text, events, message.body)).toBe('thing t-1 of *** (***, [removed]) is gone');
    expect(withoutPersonalTexts('plain', events, Buffer.from('no event'))).toBe('plain');
  });
});
