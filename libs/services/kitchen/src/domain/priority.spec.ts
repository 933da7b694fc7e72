import fc from 'fast-check';
import { aTakenOrder, at, colaLine, pizzaLine, priorities, smallKitchen, toAdasDoor } from '../testing/fixtures';
import { pizzaSeconds, pizzasIn, preparationSeconds, secondsAfter } from './preparation';
import { startTimes } from './priority';

describe('preparation time', () => {
  it('needs no oven for drinks', () => {
    expect(pizzasIn([colaLine(6)])).toBe(0);
    expect(preparationSeconds(0, smallKitchen)).toBe(120);
  });

  it('tops one pizza after the other while the ones before bake', () => {
    expect(preparationSeconds(6, smallKitchen)).toBe(6 * 60 + 600 + 120);
    expect(preparationSeconds(6, { ...smallKitchen, makeStations: 2 })).toBe(3 * 60 + 600 + 120);
  });

  it('waits for an oven when all are full', () => {
    // The seventh goes in when the first comes out.
    expect(preparationSeconds(7, smallKitchen)).toBe(60 + 2 * 600 + 120);
  });

  it('grows with each pizza by what its slower part takes, ovens or hands, at most', () => {
    expect(pizzaSeconds(smallKitchen)).toBe(100);
    expect(pizzaSeconds({ ...smallKitchen, ovens: 20 })).toBe(60);
    const upTo = (most: number, min = 1) => fc.integer({ min, max: most });
    const kitchens = fc.record({
      ovens: upTo(12),
      makeStations: upTo(4),
      cutStations: upTo(4),
      bakeSeconds: upTo(1_200),
      makeSeconds: upTo(300, 0),
      packSeconds: upTo(300, 0),
    });
    fc.assert(
      fc.property(kitchens, upTo(60), (kitchen, pizzas) => {
        const counted = preparationSeconds(1, kitchen) + (pizzas - 1) * pizzaSeconds(kitchen);
        expect(preparationSeconds(pizzas, kitchen)).toBeLessThanOrEqual(counted);
      }),
    );
  });
});

describe('priority', () => {
  const startOf = (but: Parameters<typeof aTakenOrder>[0]) => aTakenOrder(but).startBy;

  it('starts an order in time for its promise', () => {
    // Ready at 18:45 at the latest: 2 min topping, 10 min baking, 2 min boxing before.
    expect(startOf({ estimatedDelivery: at('18:45') })).toBe(at('18:31'));
  });

  it('starts a delivery earlier, by the way of its courier', () => {
    expect(startOf({ estimatedDelivery: at('18:45'), fulfilment: toAdasDoor })).toBe(at('18:16'));
  });

  it('starts a large order earlier than a small one with the same promise', () => {
    const promise = { estimatedDelivery: at('18:50') };
    expect(startOf({ ...promise, items: [pizzaLine(8)] }) < startOf({ ...promise, items: [pizzaLine(1)] })).toBe(true);
  });

  it('lets no order for now wait beyond patience, however late its promise', () => {
    expect(aTakenOrder({ estimatedDelivery: at('22:00') })).toMatchObject({
      startBy: at('19:00'),
      latestStart: at('21:46'),
    });
  });

  it('lets an order for later wait for its own time', () => {
    expect(startOf({ estimatedDelivery: at('22:00'), requestedFor: at('22:00') })).toBe(at('21:46'));
  });

  it('never puts an order behind one that was placed and promised later and is otherwise the same', () => {
    const minutes = fc.integer({ min: 0, max: 300 });
    fc.assert(
      fc.property(minutes, minutes, minutes, minutes, (placed, later, promised, promisedLater) => {
        const order = (placedMinute: number, promisedMinute: number) =>
          startTimes(
            {
              ...aTakenOrder(),
              placedAt: secondsAfter(at('12:00'), placedMinute * 60),
              promisedAt: secondsAfter(at('12:00'), promisedMinute * 60),
            },
            smallKitchen,
            priorities,
          ).startBy;
        expect(order(placed, promised) <= order(placed + later, promised + promisedLater)).toBe(true);
      }),
    );
  });
});
