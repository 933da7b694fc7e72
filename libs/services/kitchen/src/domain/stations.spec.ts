import {
  aCancelledTicket,
  aCookingTicket,
  aHeldTicket,
  aQueuedTicket,
  aReadyTicket,
  at,
  colaLine,
  handedOver,
  pizzaLine,
  refusalOf,
} from '../testing/fixtures';
import { bumpItem, doneAt, type ItemPress, takeBumpBack } from './stations';
import type { Cooking, Ticket } from './ticket';

const ginas = (press: Partial<ItemPress> = {}): ItemPress => ({
  line: 1,
  station: 'make',
  cook: 'cook-1',
  now: new Date(at('18:45')),
  ...press,
});
const pizzaAndCola = (): Ticket => aCookingTicket({ items: [pizzaLine(2), colaLine()] });
const bumped = (ticket: Ticket, ...presses: readonly Partial<ItemPress>[]): Cooking =>
  presses.reduce<Ticket>((before, press) => bumpItem(before, ginas(press)).ticket, ticket) as Cooking;
const done = (ticket: Ticket): readonly string[] =>
  ((ticket as Cooking).cooking.bumps ?? []).map(({ line, station }) => `${line} ${station}`);

describe('a station', () => {
  it('is done with a line, and nothing is said of it', () => {
    const { ticket, events } = bumpItem(pizzaAndCola(), ginas());
    expect(ticket).toMatchObject({
      status: 'cooking',
      cooking: { bumps: [{ line: 1, station: 'make', at: at('18:45'), by: 'cook-1' }] },
    });
    expect(events).toEqual([]);
  });

  it('is done with what the stations before it forgot to bump', () => {
    expect(done(bumped(pizzaAndCola(), { station: 'cut' }))).toEqual(['1 make', '1 cut']);
  });

  it('says it once, whoever says it again', () => {
    const ticket = bumped(pizzaAndCola(), {});
    expect(bumpItem(ticket, ginas({ cook: 'cook-2' })).ticket).toBe(ticket);
  });

  it('takes its bump back, and with it those of the stations after it', () => {
    const ticket = bumped(pizzaAndCola(), { station: 'cut' }, { line: 2, station: 'cut' });
    expect(done(takeBumpBack(ticket, ginas({ station: 'cut' })).ticket)).toEqual(['1 make', '2 cut']);
    expect(done(takeBumpBack(ticket, ginas({ station: 'make' })).ticket)).toEqual(['2 cut']);
  });

  it('takes nothing back that was not bumped', () => {
    const ticket = bumped(pizzaAndCola(), {});
    expect(takeBumpBack(ticket, ginas({ station: 'cut' })).ticket).toBe(ticket);
  });

  it('never makes the ticket ready, but knows when all of it is through', () => {
    const ticket = bumped(pizzaAndCola(), { station: 'cut' }, { line: 2, station: 'cut', now: new Date(at('18:50')) });
    expect(ticket.status).toBe('cooking');
    expect(doneAt(ticket.order.items, ticket.cooking.bumps ?? [])).toBe(Date.parse(at('18:50')));
    const one = bumped(pizzaAndCola(), { station: 'cut' });
    expect(doneAt(one.order.items, one.cooking.bumps ?? [])).toBeUndefined();
  });

  it('tops no drinks', () => {
    expect(refusalOf(() => bumpItem(pizzaAndCola(), ginas({ line: 2 })))).toMatchObject({
      kind: 'conflict',
      code: 'station-not-on-its-way',
      details: { status: 'cooking', line: 2, station: 'make' },
    });
  });

  it('finds no line that the order does not have', () => {
    for (const press of [bumpItem, takeBumpBack])
      expect(refusalOf(() => press(pizzaAndCola(), ginas({ line: 7 })))).toMatchObject({
        kind: 'not-found',
        code: 'item-not-found',
      });
  });

  it('is done with all of a ready ticket, and takes nothing back before it is recalled', () => {
    const ready = aReadyTicket();
    expect(bumpItem(ready, ginas()).ticket).toBe(ready);
    expect(refusalOf(() => takeBumpBack(ready, ginas())).code).toBe('ticket-ready');
  });

  it.each([
    ['held', aHeldTicket()],
    ['queued', aQueuedTicket()],
    ['cancelled', aCancelledTicket()],
    ['closed', handedOver(aReadyTicket())],
  ])('does not work on a ticket that is %s', (status, ticket) => {
    for (const press of [bumpItem, takeBumpBack])
      expect(refusalOf(() => press(ticket, ginas()))).toMatchObject({
        kind: 'conflict',
        code: `ticket-${status}`,
        details: { status },
      });
  });
});
