import { OrderEstimateChanged } from '@pizzeria/contracts';
import fc from 'fast-check';
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
  toAdasDoor,
} from '../testing/fixtures';
import { type EstimateRules, expectedAt, isLate, tellEstimate } from './estimate';
import { secondsAfter } from './preparation';
import type { Ticket } from './ticket';

const rules: EstimateRules = { stepMinutes: 5, pauseMinutes: 10, deliveryMinutes: 15 };
const minutesAfter = (time: string, minutes: number): string => secondsAfter(time, minutes * 60);

/** Looks at a ticket once a minute from 18:40 on, and answers what is said: minutes after the promise at 19:00. */
const heard = (delays: readonly number[], first: Ticket = aQueuedTicket()): readonly number[] => {
  let ticket = first;
  const said: number[] = [];
  for (const [minute, delay] of delays.entries()) {
    const readyAt = minutesAfter(at('19:00'), delay);
    const now = new Date(minutesAfter(at('18:40'), minute));
    const decision = tellEstimate(ticket, { readyAt, pizzasInFront: 0 }, now, rules);
    ticket = decision.ticket;
    for (const { data } of decision.events)
      if ('newEstimate' in data) said.push((Date.parse(data.newEstimate) - Date.parse(at('19:00'))) / 60_000);
  }
  return said;
};
const minutes = (count: number, delay: number): readonly number[] => Array.from({ length: count }, () => delay);

describe('an estimate', () => {
  it.each([
    ['is not said while it keeps the promise', minutes(60, -12), []],
    ['is not said when it wobbles', [0, 3, -2, 5, 1, 4, 0, 5, 2, 0, -6, 5, 3, 1, 0, 4, 2], []],
    ['is said once when it is late', [0, 0, ...minutes(60, 8)], [8]],
    ['is not said again when it wobbles late', [8, 9, 7, 12, 10, 8, 3, 5, 9, 13, 8, 6, 4, 11, 13, 3], [8]],
    ['is said once when it gets better again', [...minutes(30, 8), ...minutes(60, -3)], [8, 0]],
    [
      'is not said for a moment that passes before the pause is over',
      [...minutes(5, 8), 20, 25, ...minutes(60, 9)],
      [8],
    ],
    ['is said again when it gets worse still', [...minutes(30, 8), ...minutes(30, 16)], [8, 16]],
    [
      'grows with a ticket that nobody starts, with pauses',
      Array.from({ length: 31 }, (_, minute) => minute),
      [6, 16, 26],
    ],
  ])('%s', (_, delays, said) => {
    expect(heard(delays)).toEqual(said);
  });

  it('says what was said before, what was promised, and why', () => {
    const at1850 = new Date(at('18:50'));
    const { ticket, events } = tellEstimate(aQueuedTicket(), { readyAt: at('19:08'), pizzasInFront: 9 }, at1850, rules);
    expect(events).toEqual([
      {
        event: OrderEstimateChanged,
        data: {
          orderId: adasOrderId,
          number: 42,
          customerId: '01995f2a-7c00-7000-8000-00000000000a',
          customer: ada,
          previousEstimate: at('19:00'),
          newEstimate: at('19:08'),
          promisedAt: at('19:00'),
          reason: '9 pizzas are to be made before it.',
        },
      },
    ]);
    expect(OrderEstimateChanged.schema.safeParse(events[0]?.data).success).toBe(true);
    const better = tellEstimate(ticket, { readyAt: at('18:55'), pizzasInFront: 0 }, new Date(at('19:00')), rules);
    expect(better.events).toMatchObject([
      {
        data: {
          previousEstimate: at('19:08'),
          newEstimate: at('19:00'),
          promisedAt: at('19:00'),
          reason: 'It goes faster than was last said.',
        },
      },
    ]);
  });

  it.each([
    ['is held', aHeldTicket(), 9, 'It waits for ingredients.'],
    ['waits for nobody', aQueuedTicket(), 0, 'Nobody has started it yet.'],
    ['waits for one pizza', aQueuedTicket(), 1, 'A pizza is to be made before it.'],
    ['cooks', aCookingTicket(), 3, 'It takes longer to make than planned.'],
  ])('of a ticket that %s says so', (_, ticket, pizzasInFront, reason) => {
    const { events } = tellEstimate(ticket, { readyAt: at('19:30'), pizzasInFront }, new Date(at('19:00')), rules);
    expect(events).toMatchObject([{ data: { reason } }]);
  });

  it.each([aReadyTicket(), handedOver(aReadyTicket()), aCancelledTicket()])(
    'of a ticket that is $status is not said',
    (ticket) => {
      const outlook = { readyAt: at('20:00'), pizzasInFront: 0 };
      expect(tellEstimate(ticket, outlook, new Date(at('19:00')), rules)).toEqual({ ticket, events: [] });
    },
  );

  it('is said, whatever the delays, never before the promise, by more than a step, and with pauses', () => {
    const delays = fc.array(fc.integer({ min: -30, max: 60 }), { maxLength: 120 });
    fc.assert(
      fc.property(delays, (given) => {
        const said = heard(given);
        for (const [index, one] of said.entries()) {
          expect(one).toBeGreaterThanOrEqual(0);
          expect(Math.abs(one - (said[index - 1] ?? 0))).toBeGreaterThan(rules.stepMinutes);
        }
        expect(said.length).toBeLessThanOrEqual(Math.ceil(given.length / rules.pauseMinutes));
        // What lasts longer than a pause is known to the customer in the end.
        const settled = [...given, ...minutes(rules.pauseMinutes + 1, 40)];
        expect(Math.abs((heard(settled).at(-1) ?? 0) - 40)).toBeLessThanOrEqual(rules.stepMinutes);
      }),
    );
  });
});

describe('a delivery', () => {
  it('is expected when its courier is there', () => {
    const { order } = aQueuedTicket({ fulfilment: toAdasDoor });
    expect(expectedAt(order, at('18:50'), rules)).toBe(at('19:05'));
    expect(expectedAt(order, at('18:40'), rules)).toBe(at('19:00'));
  });

  it('is late when its courier cannot be there in time', () => {
    const delivery = aQueuedTicket({ fulfilment: toAdasDoor });
    expect(isLate(delivery, at('18:46'), rules)).toBe(true);
    expect(isLate(delivery, at('18:45'), rules)).toBe(false);
    expect(isLate(aQueuedTicket(), at('18:46'), rules)).toBe(false);
    expect(isLate(aReadyTicket(), at('23:00'), rules)).toBe(false);
    expect(isLate(aCancelledTicket(), at('23:00'), rules)).toBe(false);
  });
});
