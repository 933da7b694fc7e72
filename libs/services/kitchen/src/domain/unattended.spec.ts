import { OrderUnattended } from '@pizzeria/contracts';
import fc from 'fast-check';
import {
  aCancelledTicket,
  aCookingTicket,
  adasOrderId,
  aHeldTicket,
  aQueuedTicket,
  aReadyTicket,
  at,
  handedOver,
} from '../testing/fixtures';
import { secondsAfter } from './preparation';
import { expected, type Ticket } from './ticket';
import { raiseUnattended, type UnattendedMinutes } from './unattended';

const minutes: UnattendedMinutes = [10, 20, 40];
// To be ready at 19:00 it should be started at 18:46.
const startBy = at('18:46');

/** The levels said, and after how many minutes, when somebody looks at these minutes after `startBy`. */
const heard = (looks: readonly number[], first: Ticket = aQueuedTicket()): readonly (readonly [number, number])[] => {
  let ticket = first;
  return looks.flatMap((minute) => {
    const decision = raiseUnattended(ticket, minutes, new Date(secondsAfter(startBy, minute * 60)));
    ticket = decision.ticket;
    return decision.events.flatMap(({ data }) => ('level' in data ? [[data.level, minute] as const] : []));
  });
};
const everyMinute = (count: number, from = 0): readonly number[] => Array.from({ length: count }, (_, n) => from + n);

describe('a ticket that nobody starts', () => {
  it('is said to wait at each level once, in order', () => {
    expect(heard(everyMinute(300, -60))).toEqual([
      [1, 10],
      [2, 20],
      [3, 40],
    ]);
  });

  it('is said to wait for what is missing, too', () => {
    expect(heard(everyMinute(60), aHeldTicket())).toHaveLength(3);
  });

  it('is given up only after both warnings, also when the kitchen was away for hours', () => {
    expect(heard(everyMinute(60, 300))).toEqual([
      [1, 300],
      [2, 310],
      [3, 330],
    ]);
  });

  it('waits since it was placed when it came too late to be started in time', () => {
    const late = aQueuedTicket({ estimatedDelivery: at('18:31') });
    const { events } = raiseUnattended(late, minutes, new Date(at('18:40')));
    expect(late.order.startBy).toBe(at('18:17'));
    expect(events).toMatchObject([{ data: { level: 1, waitingSince: at('18:30') } }]);
    expect(raiseUnattended(late, minutes, new Date(at('18:39'))).events).toEqual([]);
  });

  it('waits for its last start when it was promised for late: nobody gives up an order that can still be on time', () => {
    const promisedLate = aQueuedTicket({ estimatedDelivery: at('20:50') });
    expect(promisedLate.order).toMatchObject({ startBy: at('19:00'), latestStart: at('20:36') });
    expect(raiseUnattended(promisedLate, minutes, new Date(at('20:45'))).events).toEqual([]);
    expect(raiseUnattended(promisedLate, minutes, new Date(at('20:46'))).events).toMatchObject([
      { data: { level: 1, waitingSince: at('20:36'), promisedAt: at('20:50') } },
    ]);
  });

  it('for later waits only after its own time', () => {
    const later = aQueuedTicket({ estimatedDelivery: at('21:00'), requestedFor: at('21:00') });
    expect(raiseUnattended(later, minutes, new Date(at('20:55'))).events).toEqual([]);
    expect(raiseUnattended(later, minutes, new Date(at('20:56'))).events).toMatchObject([
      { data: { level: 1, waitingSince: at('20:46') } },
    ]);
  });

  it('says since when, and what was promised', () => {
    const { events } = raiseUnattended(aQueuedTicket(), minutes, new Date(at('18:56')));
    expect(events).toEqual([
      {
        event: OrderUnattended,
        data: { orderId: adasOrderId, number: 42, level: 1, waitingSince: startBy, promisedAt: at('19:00') },
      },
    ]);
    expect(OrderUnattended.schema.safeParse(events[0]?.data).success).toBe(true);
  });

  it.each([expected(adasOrderId), aCookingTicket(), aReadyTicket(), handedOver(aReadyTicket()), aCancelledTicket()])(
    'is none that is $status',
    (ticket) => {
      expect(raiseUnattended(ticket, minutes, new Date(at('23:00')))).toEqual({ ticket, events: [] });
    },
  );

  it('is said each level at most once and in order, whenever somebody looks', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 200 })), (looks) => {
        const levels = heard([...looks].sort((one, other) => one - other)).map(([level]) => level);
        expect(levels).toEqual([1, 2, 3].slice(0, levels.length));
      }),
    );
  });
});
