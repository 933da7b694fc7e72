import { OrderReady, OrderRecalled } from '@pizzeria/contracts';
import {
  aCancelledTicket,
  aCookingTicket,
  ada,
  adasOrderId,
  aHeldTicket,
  aQueuedTicket,
  aReadyTicket,
  at,
  handedOver,
  readyAt,
  refusalOf,
} from '../testing/fixtures';
import { markReady, recall, type Recall } from './ready';
import { expected, type Ticket } from './ticket';

describe('bumping to ready', () => {
  it('says how long it took, how long it should have taken, and whom to tell what', () => {
    const { ticket, events } = markReady(aCookingTicket(), readyAt('18:52'));
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
    const { events } = markReady(aCookingTicket(), readyAt('18:39'));
    expect(events[0]?.data).toMatchObject({ readyAt: at('18:40'), preparationSeconds: 0 });
  });

  it('says of every item that it is through, also where no station bumped it', () => {
    expect(markReady(aCookingTicket(), readyAt('18:52')).ticket).toMatchObject({
      cooking: {
        bumps: [
          { line: 1, station: 'make', at: at('18:52'), by: 'cook-2' },
          { line: 1, station: 'cut', at: at('18:52'), by: 'cook-2' },
        ],
      },
    });
  });

  it('changes nothing when it was bumped before, by whomever', () => {
    for (const ticket of [aReadyTicket(), handedOver(aReadyTicket())])
      expect(markReady(ticket, { ...readyAt('18:58'), cook: 'cook-1' })).toEqual({ ticket, events: [] });
  });

  it.each([
    ['held', aHeldTicket()],
    ['queued', aQueuedTicket()],
    ['cancelled', aCancelledTicket()],
    ['closed', handedOver(aCookingTicket())],
  ])('is refused on a ticket that is %s', (status, ticket) => {
    expect(refusalOf(() => markReady(ticket, readyAt('18:52')))).toMatchObject({
      kind: 'conflict',
      code: `ticket-${status}`,
      details: { status },
    });
  });

  it('finds no ticket where only news of the stock was heard', () => {
    expect(refusalOf(() => markReady(expected(adasOrderId), readyAt('18:52'))).kind).toBe('not-found');
  });
});

describe('recalling', () => {
  const ginas: Recall = { cook: 'cook-1', now: new Date(at('18:53')), reason: 'The drinks are missing.' };
  /** As a store leaves it: its event is counted. */
  const stored = (ticket: Ticket, version: number): Ticket => ({ ...ticket, version });

  it('takes a ready order back, says why and what it takes back, and leaves its items done', () => {
    const { ticket, events } = recall(stored(aReadyTicket(), 2), ginas);
    expect(ticket).toMatchObject({
      status: 'cooking',
      cooking: {
        startedAt: at('18:40'),
        recalled: { at: at('18:53'), by: 'cook-1', reason: 'The drinks are missing.' },
        bumps: [{ station: 'make' }, { station: 'cut' }],
      },
    });
    expect(ticket).not.toHaveProperty('readyAt');
    expect(events).toEqual([
      {
        event: OrderRecalled,
        data: {
          orderId: adasOrderId,
          number: 42,
          customerId: '01995f2a-7c00-7000-8000-00000000000a',
          customer: ada,
          reason: 'The drinks are missing.',
          recalledAt: at('18:53'),
          readySequence: 1,
        },
      },
    ]);
    expect(OrderRecalled.schema.safeParse(events[0]?.data).success).toBe(true);
  });

  it('takes back what was last said of a ticket that an earlier release made ready', () => {
    const { readySequence: _, ...early } = aReadyTicket() as Extract<Ticket, { status: 'ready' }>;
    expect(recall(stored(early, 2), ginas).events).toMatchObject([{ data: { readySequence: 2 } }]);
  });

  it('changes nothing when it was recalled before, by whomever', () => {
    const { ticket } = recall(aReadyTicket(), ginas);
    expect(recall(ticket, { ...ginas, cook: 'cook-2' })).toEqual({ ticket, events: [] });
  });

  it('is followed by another ready, which a second recall takes back', () => {
    const recalled = stored(recall(stored(aReadyTicket(), 2), ginas).ticket, 3);
    const again = markReady(recalled, readyAt('18:56'));
    expect(again.events).toMatchObject([
      { event: OrderReady, data: { readyAt: at('18:56'), preparationSeconds: 960 } },
    ]);
    expect(recall(again.ticket, ginas).events).toMatchObject([{ data: { readySequence: 4 } }]);
  });

  it.each([
    ['held', aHeldTicket()],
    ['queued', aQueuedTicket()],
    ['cooking', aCookingTicket()],
    ['cancelled', aCancelledTicket()],
    ['closed', handedOver(aReadyTicket())],
  ])('is refused on a ticket that is %s', (status, ticket) => {
    expect(refusalOf(() => recall(ticket, ginas))).toMatchObject({
      kind: 'conflict',
      code: `ticket-${status}`,
      details: { status },
    });
  });
});
