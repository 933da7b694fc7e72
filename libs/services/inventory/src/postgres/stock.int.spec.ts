import { until } from '@pizzeria/bus/testing';
import { InventoryLow, InventoryReserved, InventoryShort } from '@pizzeria/contracts';
import fc from 'fast-check';
import { allIngredients, orderIdOf } from '../testing/fixtures';
import { gate } from '../testing/gate';
import { openStockRoom, type StockRoom } from '../testing/stock-room';
import { keepIngredient } from '../use-cases/keep-ingredient';

let room: StockRoom;
beforeAll(async () => {
  room = await openStockRoom();
});
afterAll(() => room.drop());

const numbers = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, n) => from + n);

describe('the stock of a new shop', () => {
  it('is filled up to par, and its books balance', async () => {
    const shelves = await room.stock.shelves();
    expect(shelves).toHaveLength(allIngredients.length);
    expect(shelves.every(({ onHand, par, low }) => onHand === par && !low)).toBe(true);
    expect(await room.faults()).toEqual([]);
  });
});

describe('a hundred orders at once for the last ingredients', () => {
  it('get exactly what there is, and the rest wait', async () => {
    await room.restart({ basil: { onHand: 400 }, dough: { onHand: 100_000 } });
    await Promise.all(numbers(1, 100).map((n) => room.place(n, { basil: 10, dough: 250 })));

    expect(await room.numbersIn('reserved')).toHaveLength(40);
    expect(await room.numbersIn('waiting')).toHaveLength(60);
    expect(await room.stock.shelf('basil')).toMatchObject({ onHand: 400, reserved: 400 });
    expect(room.saidOf(InventoryReserved)).toHaveLength(40);
    expect(room.saidOf(InventoryShort)).toHaveLength(60);

    await Promise.all((await room.numbersIn('reserved')).map((n) => room.startCooking(n)));
    expect(await room.stock.shelf('basil')).toMatchObject({ onHand: 0, reserved: 0 });
    expect(await room.faults()).toEqual([]);
  });

  it('are served oldest first when stock comes, however they came in', async () => {
    await room.restart({ basil: { onHand: 0 } });
    await Promise.all(numbers(1, 50).map((n) => room.place(51 - n, { basil: 10 })));
    room.said.length = 0;

    await room.adjust('basil', 'delivery', 125);

    expect(await room.numbersIn('reserved')).toEqual(numbers(1, 12));
    expect(room.saidOf(InventoryReserved).map(({ data, sequence }) => [data.orderId, sequence])).toEqual(
      numbers(1, 12).map((n) => [orderIdOf(n), 2]),
    );
    expect(await room.faults()).toEqual([]);
  });

  it('hold one reservation each when every one of them is told five times', async () => {
    await room.restart({ basil: { onHand: 200 } });
    const told = numbers(1, 20).flatMap((n) => [n, n, n, n, n]);
    await Promise.all(told.map((n) => room.place(n, { basil: 10 })));
    expect(await room.numbersIn('reserved')).toEqual(numbers(1, 20));
    expect(room.saidOf(InventoryReserved)).toHaveLength(20);
    expect(await room.faults()).toEqual([]);
  });
});

describe('an order', () => {
  it('that is cancelled before it is heard of gets nothing, even when both come at once', async () => {
    await room.restart({ basil: { onHand: 10_000 } });
    await Promise.all(numbers(1, 30).flatMap((n) => [room.cancel(n), room.place(n, { basil: 10 }), room.cancel(n)]));
    expect(await room.numbersIn('released')).toEqual(numbers(1, 30));
    expect(await room.stock.shelf('basil')).toMatchObject({ onHand: 10_000, reserved: 0 });
    expect(await room.faults()).toEqual([]);
  });

  it('that is cancelled frees its ingredients for the oldest that waits', async () => {
    await room.restart({ basil: { onHand: 10 } });
    await room.place(1, { basil: 10 });
    await room.place(3, { basil: 10 });
    await room.place(2, { basil: 10 });
    await room.cancel(1);
    expect(await room.numbersIn('reserved')).toEqual([2]);
    expect(await room.numbersIn('waiting')).toEqual([3]);
  });

  it('that waited is not served from what its own cooking left', async () => {
    await room.restart({ basil: { onHand: 12 }, ham: { onHand: 10 } });
    await room.place(1, { basil: 8, ham: 10 });
    await room.place(2, { basil: 8 });
    await room.startCooking(2);
    expect(await room.numbersIn('committed')).toEqual([2]);
    expect(await room.numbersIn('waiting')).toEqual([1]);
    expect(await room.stock.shelf('basil')).toMatchObject({ onHand: 4, reserved: 0 });
    expect(await room.faults()).toEqual([]);
  });
});

describe('a shelf', () => {
  it('is said to be low once, however many bring it below its threshold at once, and again after a recovery', async () => {
    await room.restart({ basil: { onHand: 1_000, threshold: 900 } });
    const low = () => room.saidOf(InventoryLow).map(({ sequence }) => sequence);
    await Promise.all(numbers(1, 40).map((n) => room.place(n, { basil: 20 })));
    expect(low()).toEqual([1]);
    await Promise.all([room.adjust('basil', 'count', 1_700), room.cancel(1), room.cancel(2)]);
    await Promise.all(numbers(41, 60).map((n) => room.place(n, { basil: 20 })));
    expect(low()).toEqual([1, 2]);
    expect(await room.faults()).toEqual([]);
  });

  it('of which what was set aside is thrown away leaves the newest orders short, in the order of their placing', async () => {
    await room.restart({ basil: { onHand: 50 } });
    for (const n of [3, 1, 5, 2, 4]) await room.place(n, { basil: 10 });
    await room.adjust('basil', 'waste', 25);
    expect(await room.numbersIn('reserved')).toEqual([1, 2]);
    expect(room.saidOf(InventoryShort).map(({ data, sequence }) => [data.orderId, sequence])).toEqual(
      [5, 4, 3].map((n) => [orderIdOf(n), 2]),
    );
    await room.adjust('basil', 'delivery', 10);
    expect(await room.numbersIn('reserved')).toEqual([1, 2, 3]);
    expect(room.saidOf(InventoryReserved).at(-1)).toMatchObject({ sequence: 3, data: { orderId: orderIdOf(3) } });
    expect(await room.faults()).toEqual([]);
  });
});

describe('a shelf whose supplier changes', () => {
  it('is there for an order that waited for that', async () => {
    await room.restart({ basil: { onHand: 50 } });
    const supplier = { id: 'herb-garden', name: 'Herb Garden' };
    const [held, release] = [gate(), gate()];
    const changing = room.database.transaction(async () => {
      const basil = await room.stock.shelf('basil');
      await keepIngredient({ ...basil!, supplier }, room.stock);
      held.open();
      await release.opened;
    });
    await held.opened;
    const placing = room.place(1, { basil: 10 });
    await until('the order waits for the shelf', async () => (await room.waitingForALock()) === 1);
    release.open();
    await Promise.all([changing, placing]);
    expect(await room.numbersIn('reserved')).toEqual([1]);
    expect(await room.stock.shelf('basil')).toMatchObject({ supplier, reserved: 10 });
  });
});

describe('the ledger', () => {
  const ingredient = fc.constantFrom('basil', 'dough', 'ham', 'cola');
  const order = fc.integer({ min: 1, max: 12 });
  const needs = fc.dictionary(ingredient, fc.integer({ min: 1, max: 30 }), { minKeys: 1, maxKeys: 3 });
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('place' as const), order, needs }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('cook' as const, 'cancel' as const), order }) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constantFrom('delivery' as const, 'waste' as const, 'count' as const),
        ingredient,
        quantity: fc.integer({ min: 1, max: 60 }),
      }),
    },
  );
  type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

  const perform = async (one: Step): Promise<void> => {
    switch (one.do) {
      case 'place':
        return room.place(one.order, one.needs);
      case 'cook':
        return room.startCooking(one.order);
      case 'cancel':
        return room.cancel(one.order);
      default:
        // Waste of more than there is: refused, and nothing is written.
        return room.adjust(one.ingredient, one.do, one.quantity).catch((error: unknown) => {
          if ((error as { code?: string }).code !== 'not-enough-on-hand') throw error;
        });
    }
  };

  it('balances after anything that can happen at once, and nobody waits who could be served', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        await room.restart({ basil: { onHand: 60, threshold: 20 }, dough: { onHand: 100 }, ham: { onHand: 40 } });
        await Promise.all(steps.map(perform));
        expect(await room.faults()).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  it('numbers what is said about an order and about an ingredient without a gap', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 40 }), async (steps) => {
        await room.restart({ basil: { onHand: 30, threshold: 20 }, dough: { onHand: 60, threshold: 30 } });
        await Promise.all(steps.map(perform));
        const bySubject = new Map<string, number[]>();
        for (const { event, data, sequence } of room.said) {
          const subject = event.subject(data);
          bySubject.set(subject, [...(bySubject.get(subject) ?? []), sequence]);
        }
        for (const sequences of bySubject.values()) expect(sequences).toEqual(numbers(1, sequences.length));
      }),
      { numRuns: 5 },
    );
  });
});
