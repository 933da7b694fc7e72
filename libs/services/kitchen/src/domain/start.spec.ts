import { OrderCookingStarted } from '@pizzeria/contracts';
import {
  aCancelledTicket,
  aCookingTicket,
  adasOrderId,
  aHeldTicket,
  aQueuedTicket,
  aReadyTicket,
  at,
  handedOver,
  lucasPress,
  noBasil,
  pizzaLine,
  refusalOf,
  someoneElses,
} from '../testing/fixtures';
import { stockHeard } from './news';
import { startCooking } from './start';
import { expected } from './ticket';

describe('pressing start', () => {
  it('starts a queued ticket and says when it will be ready', () => {
    const { ticket, events } = startCooking(aQueuedTicket(), lucasPress);
    expect(ticket).toMatchObject({ status: 'cooking', cooking: { startedAt: at('18:40'), by: 'cook-2' } });
    // Two pizzas topped one after the other (2 min), baked (10 min), boxed (2 min).
    expect(events).toEqual([
      {
        event: OrderCookingStarted,
        data: { orderId: adasOrderId, number: 42, startedAt: at('18:40'), estimatedReady: at('18:54') },
      },
    ]);
  });

  it('counts what cooks already: the ovens are full, and a pizza waits until one is out', () => {
    const inTheMaking = [someoneElses(aCookingTicket({ items: [pizzaLine(5)] }))];
    const { ticket } = startCooking(aQueuedTicket(), { ...lucasPress, inTheMaking });
    // The seventh pizza, topped at 18:47, goes in when the first comes out at 18:51.
    expect(ticket).toMatchObject({ cooking: { estimatedReady: at('19:03') } });
  });

  it('changes nothing when the same cook has pressed before, even when the order is ready or gone', () => {
    for (const ticket of [aCookingTicket(), aReadyTicket(), handedOver(aReadyTicket())])
      expect(startCooking(ticket, lucasPress)).toEqual({ ticket, events: [] });
  });

  it('is refused when another cook has it, and says who and since when', () => {
    for (const ticket of [aCookingTicket(), aReadyTicket(), handedOver(aReadyTicket())])
      expect(refusalOf(() => startCooking(ticket, { ...lucasPress, cook: 'cook-1' }))).toMatchObject({
        kind: 'conflict',
        code: 'ticket-started',
        details: { orderId: adasOrderId, status: ticket.status, startedBy: 'cook-2', startedAt: at('18:40') },
      });
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
    expect(refusalOf(() => startCooking(aCancelledTicket(), lucasPress))).toMatchObject({
      kind: 'conflict',
      code: 'ticket-cancelled',
    });
  });

  it('is refused on an order that left without being cooked here', () => {
    expect(refusalOf(() => startCooking(handedOver(aQueuedTicket()), lucasPress)).code).toBe('ticket-closed');
  });

  it('finds no ticket where only news of the stock was heard', () => {
    expect(refusalOf(() => startCooking(expected(adasOrderId), lucasPress)).kind).toBe('not-found');
  });
});
