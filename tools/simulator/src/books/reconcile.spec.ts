import { reconcile } from './reconcile';
import type { RecordedOrder } from './record';
import type { MarkedOrder, SeenOrder } from './seen';
import { ada, cancelled, delivered } from './testing/adas-order';

const asMarked: readonly MarkedOrder[] = [{ id: 'ada', mark: ada.mark }];
const told = (seen: SeenOrder | undefined, recorded: readonly RecordedOrder[] = [ada], marked = asMarked) =>
  reconcile(recorded, new Map(seen ? [['ada', seen]] : []), marked).map(({ kind, what }) => `${kind}: ${what}`);

describe('holding the record against the services', () => {
  it('finds nothing wrong with a delivered order, nor with a cancelled one', () => {
    expect(told(delivered)).toEqual([]);
    expect(told(cancelled)).toEqual([]);
  });

  it('finds an order that was answered and is gone', () => {
    expect(told({ ...delivered, order: undefined })).toEqual([
      'lost: the order is unknown although it was answered 201',
    ]);
  });

  it('finds an order that was never answered, and one that could not be looked up', () => {
    expect(told(undefined, [{ ...ada, placed: undefined }])).toEqual(['stuck: the order was never answered']);
    expect(told(undefined)).toEqual(['stuck: the order could not be looked up']);
  });

  it('does not mind an order that was refused', () => {
    expect(told(undefined, [{ ...ada, placed: undefined, refused: { status: 409, code: 'sold-out' } }])).toEqual([]);
  });

  it('finds an order that stays where it is', () => {
    const [placed, , , paid] = delivered.events;
    const stuck: SeenOrder = {
      ...delivered,
      order: { ...delivered.order!, status: 'ready' },
      messages: delivered.messages.filter(({ kind }) => kind === 'order-confirmed' || kind === 'receipt'),
      events: [placed!, paid!],
    };
    expect(told(stuck)).toEqual([
      'stuck: the order is ready',
      'lost: analytics has neither order.delivered nor order.cancelled',
    ]);
  });

  it.each([
    [{ tickets: [] }, 'lost: there is no ticket'],
    [{ tickets: [{ status: 'closed' }, { status: 'closed' }] }, 'doubled: of the ticket there are 2'],
    [{ tickets: [{ status: 'ready' }] }, 'stuck: the ticket is ready'],
    [{ reservations: [] }, 'lost: there is no reservation'],
    [{ reservations: ['committed', 'committed'] }, 'doubled: of the reservation there are 2'],
    [{ reservations: ['reserved'] }, 'stuck: the reservation is reserved'],
  ] satisfies readonly (readonly [Partial<SeenOrder>, string])[])('finds %j', (change, finding) => {
    expect(told({ ...delivered, ...change })).toEqual([finding]);
  });

  it.each([
    [{ events: delivered.events.slice(1) }, 'lost: analytics has no order.placed'],
    [{ events: [...delivered.events, delivered.events[1]!] }, 'doubled: analytics logged 1 event(s) twice'],
    [{ events: [...delivered.events, { id: 'e9', name: 'order.placed' }] }, 'doubled: the order was announced 2 times'],
    [
      { events: [...delivered.events, { id: 'e9', name: 'order.cancelled' }] },
      'doubled: the order ended 2 times: delivered or cancelled',
    ],
  ] satisfies readonly (readonly [Partial<SeenOrder>, string])[])('finds %j', (change, finding) => {
    expect(told({ ...delivered, ...change })).toContain(finding);
  });

  it('wants stock back from a cancelled order', () => {
    expect(told({ ...cancelled, reservations: ['reserved'] })).toEqual(['stuck: the reservation is reserved']);
  });

  it('holds the promise against the time that was asked for', () => {
    const asked = { ...ada, requestedFor: delivered.order!.promisedAt };
    expect(told(delivered, [asked])).toEqual([]);
    expect(told(delivered, [{ ...ada, requestedFor: '2026-03-14T20:00:00Z' }])).toEqual([
      'lost: the order was wanted at 2026-03-14T20:00:00Z, and is promised for 2026-03-14T19:00:00Z',
    ]);
  });

  it('looks at money and messages, too', () => {
    const [first] = delivered.messages;
    expect(told({ ...delivered, messages: [...delivered.messages, { ...first!, occurrence: 9 }] })).toHaveLength(1);
    expect(told(delivered, [{ ...ada, amends: 100 }])).toHaveLength(1);
  });

  it('does not mind that one of its customers was refused before', () => {
    const refused = { ...ada, key: 'run-order-1', placed: undefined, refused: { status: 409, code: 'sold-out' } };
    expect(told(delivered, [refused, { ...ada, key: 'run-order-1-try-2' }])).toEqual([]);
  });

  it('finds a second order for one idempotency key, answered or not', () => {
    const twice = [...asMarked, { id: 'ghost', mark: ada.mark }];
    expect(told(delivered, [ada], twice)).toEqual(['doubled: a second order for one idempotency key']);
    expect(told(undefined, [{ ...ada, placed: undefined }], twice)).toEqual([
      'stuck: the order was never answered',
      'doubled: a second order for one idempotency key',
    ]);
  });

  it('finds an order of this run that nobody sent', () => {
    const stranger = { id: 'ghost', mark: 'Guest 99 of run' };
    expect(told(delivered, [ada], [...asMarked, stranger])).toEqual(['doubled: an order that nobody sent']);
  });

  it('finds two customers who were given one order', () => {
    const bert = { ...ada, key: 'run-order-2', mark: 'Guest 2 of run' };
    expect(told(delivered, [ada, bert])).toEqual(['lost: was answered with the order of Guest 1 of run']);
  });
});
