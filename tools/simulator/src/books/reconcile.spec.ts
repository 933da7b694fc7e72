import { reconcile } from './reconcile';
import type { RecordedOrder } from './record';
import type { MarkedOrder, SeenOrder } from './seen';

const ada: RecordedOrder = {
  key: 'run-order-1',
  mark: 'Guest 1 of run',
  channels: ['sms', 'email'],
  placed: { id: 'ada', number: 1 },
};

const messages = ['order-confirmed', 'order-ready'].flatMap((kind) =>
  ['sms', 'email'].map((channel) => ({ kind, channel, state: 'recorded' })),
);

const delivered: SeenOrder = {
  order: { status: 'delivered', placedAt: '2026-03-14T18:30:00Z', deliveredAt: '2026-03-14T19:00:00Z' },
  tickets: [{ status: 'closed', startedAt: '2026-03-14T18:40:00Z', readyAt: '2026-03-14T18:50:00Z' }],
  reservations: ['committed'],
  messages,
  events: [
    { id: 'e1', name: 'order.placed' },
    { id: 'e2', name: 'order.ready' },
    { id: 'e3', name: 'order.delivered' },
  ],
};

const cancelled: SeenOrder = {
  order: { status: 'cancelled', placedAt: '2026-03-14T18:30:00Z' },
  tickets: [{ status: 'cancelled' }],
  reservations: ['released'],
  messages: messages.filter(({ kind }) => kind === 'order-confirmed'),
  events: [
    { id: 'e1', name: 'order.placed' },
    { id: 'e2', name: 'order.cancelled' },
  ],
};

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
    const stuck = { ...delivered, order: { status: 'ready', placedAt: '' } as const, events: [delivered.events[0]!] };
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
    [{ messages: messages.slice(1) }, 'lost: there is no order-confirmed message by sms'],
    [{ messages: messages.slice(0, 3) }, 'lost: there is no order-ready message by email'],
    [{ messages: [...messages, messages[0]!] }, 'doubled: of the order-confirmed message by sms there are 2'],
    [{ events: delivered.events.slice(1) }, 'lost: analytics has no order.placed'],
    [{ events: [...delivered.events, delivered.events[1]!] }, 'doubled: analytics logged 1 event(s) twice'],
    [{ events: [...delivered.events, { id: 'e9', name: 'order.placed' }] }, 'doubled: the order was announced 2 times'],
    [
      { events: [...delivered.events, { id: 'e9', name: 'order.cancelled' }] },
      'doubled: the order ended 2 times: delivered or cancelled',
    ],
  ] satisfies readonly (readonly [Partial<SeenOrder>, string])[])('finds %j', (change, finding) => {
    expect(told({ ...delivered, ...change })).toEqual([finding]);
  });

  it.each([
    ['claimed', 'stuck: the order-confirmed message by sms is claimed'],
    ['failed', 'lost: the order-confirmed message by sms was given up'],
  ])('finds a message that is %s', (state, finding) => {
    const [first, ...rest] = messages;
    expect(told({ ...delivered, messages: [{ ...first!, state }, ...rest] })).toEqual([finding]);
  });

  it('wants a ready message for an order that was called off after it was ready', () => {
    const late = { ...cancelled, tickets: [{ status: 'cancelled', readyAt: '2026-03-14T18:50:00Z' }] };
    expect(told(late)).toEqual([
      'lost: there is no order-ready message by sms',
      'lost: there is no order-ready message by email',
    ]);
  });

  it('wants stock back from a cancelled order', () => {
    expect(told({ ...cancelled, reservations: ['reserved'] })).toEqual(['stuck: the reservation is reserved']);
  });

  it('wants no messages on channels that the customer did not give', () => {
    const bySms = { ...delivered, messages: messages.filter(({ channel }) => channel === 'sms') };
    expect(told(bySms, [{ ...ada, channels: ['sms'] }])).toEqual([]);
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
