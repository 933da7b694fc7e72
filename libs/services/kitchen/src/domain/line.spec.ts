import fc from 'fast-check';
import {
  aCookingTicket,
  adasOrderId,
  aQueuedTicket,
  at,
  colaLine,
  pizzaLine,
  readyAt as readyPress,
  smallKitchen,
  someoneElses,
} from '../testing/fixtures';
import { forecast } from './forecast';
import { type OpenTicket, outlooks, waitSeconds } from './line';
import type { Kitchen } from './preparation';
import { recall, markReady } from './ready';
import { bumpItem, takeBumpBack } from './stations';
import type { Cooking } from './ticket';

const now = new Date(at('18:40'));
const readyAt = (tickets: readonly OpenTicket[], time = now, kitchen = smallKitchen) =>
  outlooks(tickets, kitchen, time).get(adasOrderId)?.readyAt;
const bumped = (ticket: Cooking, station: 'make' | 'cut', time: string): Cooking =>
  bumpItem(ticket, { line: 1, station, cook: 'cook-1', now: new Date(at(time)) }).ticket as Cooking;
const cutPress = (time: string) => ({ line: 1, station: 'cut', cook: 'cook-1', now: new Date(at(time)) }) as const;

describe('how it looks for a ticket', () => {
  it('that may be started: as if a cook took it now', () => {
    expect(readyAt([aQueuedTicket()])).toBe(at('18:54'));
    expect(readyAt([aQueuedTicket()], new Date(at('18:50')))).toBe(at('19:04'));
  });

  it('behind others: when they are topped, and an oven is free', () => {
    const busy = someoneElses(aQueuedTicket({ items: [pizzaLine(6)], estimatedDelivery: at('18:50') }));
    // Six are topped by 18:46; the seventh and eighth go in at 18:51 and 18:52, when the first two come out.
    expect(outlooks([aQueuedTicket(), busy], smallKitchen, now).get(adasOrderId)).toEqual({
      readyAt: at('19:04'),
      pizzasInFront: 6,
    });
  });

  it('that cooks: as was said at its start, until that is past', () => {
    const cooking = aCookingTicket();
    expect(readyAt([cooking], new Date(at('18:45')))).toBe(at('18:54'));
    // Nobody can cut and box it sooner than now.
    expect(readyAt([cooking], new Date(at('19:10')))).toBe(at('19:12'));
  });

  it('whose pizzas went into the oven sooner or later than planned', () => {
    expect(readyAt([bumped(aCookingTicket(), 'make', '18:41')])).toBe(at('18:53'));
    expect(readyAt([bumped(aCookingTicket(), 'make', '18:50')])).toBe(at('19:02'));
  });

  it('of which all is through: when that was', () => {
    expect(readyAt([bumped(aCookingTicket(), 'cut', '18:50')], new Date(at('18:59')))).toBe(at('18:50'));
  });

  it('that was recalled: it is not done before somebody says so again, however done its items were', () => {
    const ready = markReady(aCookingTicket(), readyPress('18:50')).ticket;
    const recalled = recall(ready, { cook: 'cook-2', now: new Date(at('19:00')), reason: 'Cold.' }).ticket as Cooking;
    expect(readyAt([recalled], new Date(at('19:01')))).toBe(at('19:03'));
    expect(readyAt([recalled], new Date(at('19:30')))).toBe(at('19:32'));
    const opened = takeBumpBack(recalled, cutPress('19:05')).ticket as Cooking;
    expect(readyAt([bumped(opened, 'cut', '19:10')], new Date(at('19:30')))).toBe(at('19:10'));
  });

  it('that was recalled, and is to be made anew: from its recall', () => {
    const ready = markReady(aCookingTicket(), {
      cook: 'cook-2',
      now,
      instructions: { pickup: '', delivery: '' },
    }).ticket;
    const recalled = recall(ready, { cook: 'cook-2', now: new Date(at('19:00')), reason: 'Burnt.' }).ticket as Cooking;
    const anew = { ...recalled, cooking: { ...recalled.cooking, bumps: [] } };
    expect(readyAt([anew], new Date(at('19:01')))).toBe(at('19:14'));
  });

  it('for later: not before its own time, and nobody waits for it until then', () => {
    const later = someoneElses(aQueuedTicket({ estimatedDelivery: at('19:00'), requestedFor: at('19:00') }));
    const patient = aQueuedTicket({ estimatedDelivery: at('19:30') });
    const looks = outlooks([later, patient], smallKitchen, now);
    expect(looks.get(later.orderId)?.readyAt).toBe(at('19:00'));
    expect(looks.get(adasOrderId)?.readyAt).toBe(at('18:54'));
  });

  it('of drinks: when somebody sets them out', () => {
    expect(readyAt([aQueuedTicket({ items: [colaLine(3)] })])).toBe(at('18:42'));
  });
});

describe('the wait for one more', () => {
  it('is none in a kitchen that makes nothing', () => {
    expect(waitSeconds([], smallKitchen, now)).toBe(0);
  });

  it('is what those in front take longer', () => {
    const six = aQueuedTicket({ items: [pizzaLine(6)] });
    // Alone 60 + 600 + 120 s. Behind six: topped after 7 min, into an oven at 11 min, out at 21.
    expect(waitSeconds([six], smallKitchen, now)).toBe((21 - 11) * 60);
  });

  it('does not count what is for later', () => {
    const later = aQueuedTicket({ items: [pizzaLine(6)], estimatedDelivery: at('21:00'), requestedFor: at('21:00') });
    expect(waitSeconds([later], smallKitchen, now)).toBe(0);
  });
});

describe('a forecast', () => {
  const kitchens: fc.Arbitrary<Kitchen> = fc.record({
    ovens: fc.integer({ min: 1, max: 12 }),
    makeStations: fc.integer({ min: 1, max: 4 }),
    cutStations: fc.integer({ min: 1, max: 4 }),
    bakeSeconds: fc.integer({ min: 1, max: 1200 }),
    makeSeconds: fc.integer({ min: 0, max: 300 }),
    packSeconds: fc.integer({ min: 0, max: 300 }),
  });
  /** Orders of so many pizzas each; the last one is Ada's. */
  const orders = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 12 });
  const lastReady = (pizzas: readonly number[], kitchen: Kitchen): number => {
    const work = pizzas.map((toMake, index) => ({ orderId: String(index), from: 0, toMake, baking: [] }));
    return forecast(work, kitchen, 0).get(String(pizzas.length - 1)) ?? NaN;
  };

  it('never gets earlier by more pizzas, by one more order in front, or by less to work with', () => {
    fc.assert(
      fc.property(kitchens, orders, fc.nat(), (kitchen, pizzas, which) => {
        const ready = lastReady(pizzas, kitchen);
        const grown = pizzas.map((count, index) => (index === which % pizzas.length ? count + 1 : count));
        expect(lastReady(grown, kitchen)).toBeGreaterThanOrEqual(ready);
        expect(lastReady([1, ...pizzas], kitchen)).toBeGreaterThanOrEqual(ready);
        for (const part of ['ovens', 'makeStations', 'cutStations'] as const)
          expect(lastReady(pizzas, { ...kitchen, [part]: Math.max(1, kitchen[part] - 1) })).toBeGreaterThanOrEqual(
            ready,
          );
      }),
    );
  });

  it('has no pizza ready before it is topped, baked and boxed, and none later than if all were made one by one', () => {
    fc.assert(
      fc.property(kitchens, orders, (kitchen, pizzas) => {
        const each = kitchen.makeSeconds + kitchen.bakeSeconds;
        const all = pizzas.reduce((sum, count) => sum + count * each + kitchen.packSeconds, 0);
        const ready = lastReady(pizzas, kitchen) / 1000;
        expect(ready).toBeGreaterThanOrEqual(each + kitchen.packSeconds);
        expect(ready).toBeLessThanOrEqual(all);
      }),
    );
  });
});
