import { OrderPlaced } from '@pizzeria/contracts';
import fc from 'fast-check';
import {
  aCookingTicket,
  adasCancellation,
  adasOrderId,
  aHeldTicket,
  aPlacedOrder,
  aQueuedTicket,
  aReadyTicket,
  aTakenOrder,
  at,
  noBasil,
  toAdasDoor,
} from '../testing/fixtures';
import { orderCancelled, orderHandedOver, orderPlaced, orderReturned, stockHeard } from './news';
import { expected, type Ticket } from './ticket';

const placed = (ticket: Ticket) => orderPlaced(ticket, aTakenOrder());
const short = (sequence: number) => (ticket: Ticket) =>
  stockHeard(ticket, { kind: 'short', sequence, missing: noBasil });
const reserved = (sequence: number) => (ticket: Ticket) => stockHeard(ticket, { kind: 'reserved', sequence });
// Orders counts what it says: of these the higher one is the later one.
const cancelled =
  (sequence = 2) =>
  (ticket: Ticket) =>
    orderCancelled(ticket, { ...adasCancellation, sequence });
const handedOver =
  (sequence = 3) =>
  (ticket: Ticket) =>
    orderHandedOver(ticket, { at: at('19:05'), sequence });
const returned =
  (sequence = 4) =>
  (ticket: Ticket) =>
    orderReturned(ticket, { at: at('19:30'), sequence });

type News = (ticket: Ticket) => Ticket;
const tell = (ticket: Ticket, ...news: readonly News[]): Ticket => news.reduce((before, hear) => hear(before), ticket);
const after = (...news: readonly News[]): Ticket => tell(expected(adasOrderId), ...news);

describe('a ticket', () => {
  it('is held while its ingredients are awaited', () => {
    expect(after(placed)).toMatchObject({ status: 'held', stock: { kind: 'awaited' } });
  });

  it('is queued when its ingredients are set aside', () => {
    expect(after(placed, reserved(1)).status).toBe('queued');
  });

  it('is held and says what is missing when the stock is short', () => {
    expect(after(placed, short(1))).toMatchObject({ status: 'held', stock: { kind: 'short', missing: noBasil } });
  });

  it('is queued once a restocking served it', () => {
    expect(after(placed, short(1), reserved(2)).status).toBe('queued');
  });

  it('goes back to held when what was set aside for it went bad', () => {
    expect(after(placed, reserved(1), short(2)).status).toBe('held');
  });

  it('shows nothing and starts nothing while only its ingredients were heard of', () => {
    expect(after(reserved(1))).toMatchObject({ status: 'expected', stock: { kind: 'reserved' } });
  });

  it('is queued when the order comes after its ingredients', () => {
    expect(after(reserved(1), placed).status).toBe('queued');
  });

  it('stays cancelled when the order comes after its cancellation, and then has a number to show', () => {
    expect(after(cancelled(), placed, reserved(1))).toMatchObject({ status: 'cancelled', order: { number: 42 } });
  });

  it('remembers how far it was when it was called off', () => {
    expect(cancelled()(aCookingTicket())).toMatchObject({ status: 'cancelled', previous: 'cooking' });
    expect(cancelled()(aQueuedTicket())).toMatchObject({ status: 'cancelled', previous: 'queued' });
    expect(cancelled()(aHeldTicket())).toMatchObject({ status: 'cancelled', previous: 'held' });
  });

  it('keeps cooking when late news of the stock comes', () => {
    const cooking = aCookingTicket();
    expect(short(7)(cooking)).toMatchObject({ status: 'cooking' });
  });

  it('is closed once handed over, with or without its order known, and stays closed', () => {
    expect(handedOver()(aCookingTicket())).toMatchObject({ status: 'closed', closedAt: at('19:05') });
    expect(after(handedOver(), placed, reserved(1))).toMatchObject({ status: 'closed', order: { number: 42 } });
  });

  it('stands ready again when its courier brings it back, and may be recalled, sent out again or cancelled', () => {
    const back = tell(aReadyTicket(), handedOver(), returned());
    expect(back).toMatchObject({ status: 'ready', readyAt: at('18:52'), readySequence: 1, returnedAt: at('19:30') });
    expect(back).not.toHaveProperty('closedAt');
    expect(handedOver(5)(back)).toMatchObject({ status: 'closed', closedAt: at('19:05') });
    expect(cancelled(5)(back)).toMatchObject({ status: 'cancelled', previous: 'ready' });
  });

  it('stays closed when an order comes back that was never made ready here', () => {
    expect(after(handedOver(), returned(), placed).status).toBe('closed');
    expect(tell(aCookingTicket(), handedOver(), returned()).status).toBe('closed');
  });

  it.each([
    ['expected', expected(adasOrderId)],
    ['held', aHeldTicket()],
    ['queued', aQueuedTicket()],
    ['cooking', aCookingTicket()],
    ['ready', aReadyTicket()],
  ])('is called off while it is %s, and says how far it was', (previous, ticket) => {
    expect(cancelled()(ticket)).toMatchObject({ status: 'cancelled', previous, reason: 'Changed my mind.' });
  });

  it('is the very same when news comes again', () => {
    for (const ticket of [aHeldTicket(), aQueuedTicket(), aCookingTicket(), after(placed, cancelled())])
      expect(placed(ticket)).toBe(ticket);
    const queued = aQueuedTicket();
    expect(reserved(1)(queued)).toBe(queued);
    const closed = handedOver()(queued);
    expect(handedOver()(closed)).toBe(closed);
    expect(cancelled()(closed)).toBe(closed);
    const back = tell(aReadyTicket(), handedOver(), returned());
    for (const old of [handedOver(), returned(), cancelled()]) expect(old(back)).toBe(back);
  });

  it('keeps neither prices nor the address of its customer', () => {
    const ticket = orderPlaced(expected(adasOrderId), aTakenOrder({ fulfilment: toAdasDoor }));
    expect(JSON.stringify(ticket)).not.toMatch(/Main St|unitPrice|lineTotal/);
    expect(OrderPlaced.schema.safeParse(aPlacedOrder({ fulfilment: toAdasDoor })).success).toBe(true);
  });
});

describe('news in any order, each any number of times', () => {
  const everyOrderOf = (told: readonly News[]) =>
    fc
      .shuffledSubarray([...told, ...told, ...told], { minLength: told.length })
      .filter((news) => told.every((one) => news.includes(one)));

  it.each([
    { told: [placed, short(1), reserved(2)], ends: 'queued' },
    { told: [placed, reserved(1), short(2)], ends: 'held' },
    { told: [placed, short(1), reserved(2), cancelled()], ends: 'cancelled' },
    { told: [placed, reserved(1), handedOver()], ends: 'closed' },
    { told: [placed, reserved(1), handedOver(), handedOver(4)], ends: 'closed' },
  ] as const)('ends $ends', ({ told, ends }) => {
    fc.assert(fc.property(everyOrderOf(told), (news) => after(...news).status === ends && 'order' in after(...news)));
  });

  it.each([
    { told: [handedOver(3), returned(4)], ends: 'ready' },
    { told: [handedOver(3), returned(4), handedOver(5)], ends: 'closed' },
    { told: [handedOver(3), returned(4), handedOver(5), returned(6)], ends: 'ready' },
    { told: [handedOver(3), returned(4), cancelled(5)], ends: 'cancelled' },
    { told: [handedOver(3), returned(4), handedOver(5), handedOver(6)], ends: 'closed' },
  ] as const)('ends $ends once it was ready and has been on its way', ({ told, ends }) => {
    fc.assert(fc.property(everyOrderOf(told), (news) => tell(aReadyTicket(), ...news).status === ends));
  });
});
