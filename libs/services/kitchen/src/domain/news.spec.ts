import { OrderPlaced } from '@pizzeria/contracts';
import fc from 'fast-check';
import {
  aCookingTicket,
  adasCancellation,
  adasOrderId,
  aHeldTicket,
  aPlacedOrder,
  aQueuedTicket,
  aTakenOrder,
  at,
  noBasil,
  toAdasDoor,
} from '../testing/fixtures';
import { orderCancelled, orderHandedOver, orderPlaced, stockHeard } from './news';
import { expected, type Ticket } from './ticket';

const placed = (ticket: Ticket) => orderPlaced(ticket, aTakenOrder());
const short = (sequence: number) => (ticket: Ticket) =>
  stockHeard(ticket, { kind: 'short', sequence, missing: noBasil });
const reserved = (sequence: number) => (ticket: Ticket) => stockHeard(ticket, { kind: 'reserved', sequence });
const cancelled = (ticket: Ticket) => orderCancelled(ticket, adasCancellation);
const handedOver = (ticket: Ticket) => orderHandedOver(ticket, at('19:05'));

const after = (...news: readonly ((ticket: Ticket) => Ticket)[]): Ticket =>
  news.reduce<Ticket>((ticket, hear) => hear(ticket), expected(adasOrderId));

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
    expect(after(cancelled, placed, reserved(1))).toMatchObject({ status: 'cancelled', order: { number: 42 } });
  });

  it('remembers how far it was when it was called off', () => {
    expect(cancelled(aCookingTicket())).toMatchObject({ status: 'cancelled', previous: 'cooking' });
    expect(cancelled(aQueuedTicket())).toMatchObject({ status: 'cancelled', previous: 'queued' });
    expect(cancelled(aHeldTicket())).toMatchObject({ status: 'cancelled', previous: 'held' });
  });

  it('keeps cooking when late news of the stock comes', () => {
    const cooking = aCookingTicket();
    expect(short(7)(cooking)).toMatchObject({ status: 'cooking' });
  });

  it('is closed once handed over, with or without its order known, and stays closed', () => {
    expect(handedOver(aCookingTicket())).toMatchObject({ status: 'closed', closedAt: at('19:05') });
    expect(after(handedOver, placed, cancelled)).toMatchObject({ status: 'closed', order: { number: 42 } });
  });

  it('is the very same when news comes again', () => {
    for (const ticket of [aHeldTicket(), aQueuedTicket(), aCookingTicket(), after(placed, cancelled)])
      expect(placed(ticket)).toBe(ticket);
    const queued = aQueuedTicket();
    expect(reserved(1)(queued)).toBe(queued);
    const closed = handedOver(queued);
    expect(handedOver(closed)).toBe(closed);
  });

  it('keeps neither prices nor the address of its customer', () => {
    const ticket = orderPlaced(expected(adasOrderId), aTakenOrder({ fulfilment: toAdasDoor }));
    expect(JSON.stringify(ticket)).not.toMatch(/Main St|unitPrice|lineTotal/);
    expect(OrderPlaced.schema.safeParse(aPlacedOrder({ fulfilment: toAdasDoor })).success).toBe(true);
  });
});

describe('news in any order, each any number of times', () => {
  const endings = [
    { told: [placed, short(1), reserved(2)], ends: 'queued' },
    { told: [placed, reserved(1), short(2)], ends: 'held' },
    { told: [placed, short(1), reserved(2), cancelled], ends: 'cancelled' },
    { told: [placed, reserved(1), handedOver], ends: 'closed' },
    { told: [placed, reserved(1), handedOver, cancelled], ends: 'closed' },
  ] as const;

  it.each(endings)('ends $ends', ({ told, ends }) => {
    const orders = fc
      .shuffledSubarray([...told, ...told, ...told], { minLength: told.length })
      .filter((news) => told.every((one) => news.includes(one)));
    fc.assert(fc.property(orders, (news) => after(...news).status === ends && 'order' in after(...news)));
  });
});
