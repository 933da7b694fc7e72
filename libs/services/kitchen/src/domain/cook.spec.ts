import { OrderCookingStarted, OrderReady } from '@pizzeria/contracts';
import {
  aCookingTicket,
  ada,
  adasCancellation,
  adasOrderId,
  aHeldTicket,
  aQueuedTicket,
  at,
  instructions,
  lucasPress,
  noBasil,
} from '../testing/fixtures';
import { type Bump, markReady, startCooking } from './cook';
import { orderCancelled, orderHandedOver, stockHeard } from './news';
import { Refusal } from './refusal';
import { expected, type Ticket } from './ticket';

const bumpAt = (time: string): Bump => ({ now: new Date(at(time)), instructions });

const refusalOf = (work: () => unknown): Refusal => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

const closed = (ticket: Ticket) => orderHandedOver(ticket, at('19:00'));

describe('pressing start', () => {
  it('starts a queued ticket and says when it will be ready', () => {
    const { ticket, events } = startCooking(aQueuedTicket(), lucasPress);
    expect(ticket).toMatchObject({ status: 'cooking', cooking: { startedAt: at('18:40'), by: 'luca' } });
    // Two pizzas topped (2 min), one oven load (10 min), boxed (2 min).
    expect(events).toEqual([
      {
        event: OrderCookingStarted,
        data: { orderId: adasOrderId, number: 42, startedAt: at('18:40'), estimatedReady: at('18:54') },
      },
    ]);
  });

  it('counts the pizzas in front: a second oven load takes ten minutes more', () => {
    const { ticket } = startCooking(aQueuedTicket(), { ...lucasPress, pizzasInFront: 5 });
    expect(ticket).toMatchObject({ cooking: { estimatedReady: at('19:04') } });
  });

  it('changes nothing when somebody has pressed before, even when the order is ready or gone', () => {
    const cooking = aCookingTicket();
    for (const ticket of [cooking, markReady(cooking, bumpAt('18:50')).ticket, closed(cooking)])
      expect(startCooking(ticket, lucasPress)).toEqual({ ticket, events: [] });
  });

  it('is refused while the ticket is held, with what is missing', () => {
    const short = stockHeard(aHeldTicket(), { kind: 'short', sequence: 1, missing: noBasil });
    expect(refusalOf(() => startCooking(short, lucasPress))).toMatchObject({
      kind: 'conflict',
      code: 'ticket-held',
      details: { status: 'held', missing: noBasil },
    });
  });

  it('is refused on a cancelled order', () => {
    const cancelled = orderCancelled(aQueuedTicket(), adasCancellation);
    expect(refusalOf(() => startCooking(cancelled, lucasPress))).toMatchObject({
      kind: 'conflict',
      code: 'ticket-cancelled',
    });
  });

  it('is refused on an order that left without being cooked here', () => {
    expect(refusalOf(() => startCooking(closed(aQueuedTicket()), lucasPress)).code).toBe('ticket-closed');
  });

  it('finds no ticket where only news of the stock was heard', () => {
    expect(refusalOf(() => startCooking(expected(adasOrderId), lucasPress)).kind).toBe('not-found');
  });
});

describe('bumping to ready', () => {
  it('says how long it took, how long it should have taken, and whom to tell what', () => {
    const { ticket, events } = markReady(aCookingTicket(), bumpAt('18:52'));
    expect(ticket).toMatchObject({ status: 'ready', readyAt: at('18:52') });
    expect(events).toEqual([
      {
        event: OrderReady,
        data: {
          orderId: adasOrderId,
          number: 42,
          customerId: '01995f2a-7c00-7000-8000-00000000000a',
          customer: ada,
          fulfilment: { type: 'pickup' },
          startedAt: at('18:40'),
          readyAt: at('18:52'),
          preparationSeconds: 720,
          estimatedSeconds: 840,
          pickupInstructions: 'Ask at the counter.',
        },
      },
    ]);
    expect(OrderReady.schema.safeParse(events[0]?.data).success).toBe(true);
  });

  it('never says that an order was ready before it was started, whatever the clocks say', () => {
    const { events } = markReady(aCookingTicket(), bumpAt('18:39'));
    expect(events[0]?.data).toMatchObject({ readyAt: at('18:40'), preparationSeconds: 0 });
  });

  it('changes nothing when it was bumped before', () => {
    const ready = markReady(aCookingTicket(), bumpAt('18:52')).ticket;
    for (const ticket of [ready, closed(ready)])
      expect(markReady(ticket, bumpAt('18:58'))).toEqual({ ticket, events: [] });
  });

  it.each([
    ['held', aHeldTicket()],
    ['queued', aQueuedTicket()],
    ['cancelled', orderCancelled(aCookingTicket(), adasCancellation)],
    ['closed', closed(aCookingTicket())],
  ])('is refused on a ticket that is %s', (status, ticket) => {
    expect(refusalOf(() => markReady(ticket, bumpAt('18:52')))).toMatchObject({
      kind: 'conflict',
      code: `ticket-${status}`,
      details: { status },
    });
  });

  it('finds no ticket where only news of the stock was heard', () => {
    expect(refusalOf(() => markReady(expected(adasOrderId), bumpAt('18:52'))).kind).toBe('not-found');
  });
});
