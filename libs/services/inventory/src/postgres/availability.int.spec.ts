import { until } from '@pizzeria/bus/testing';
import { MenuAvailabilityChanged } from '@pizzeria/contracts';
import fc from 'fast-check';
import { gate } from '../testing/gate';
import { openStockRoom, type StockRoom } from '../testing/stock-room';

let room: StockRoom;
beforeAll(async () => {
  room = await openStockRoom();
});
afterAll(() => room.drop());

const plenty = { onHand: 1_000_000 };
const numbers = (to: number): number[] => Array.from({ length: to }, (_, n) => n + 1);
const said = () => room.saidOf(MenuAvailabilityChanged);
const lists = () => said().map(({ data }) => data.unavailable);
const fill = async (but: Parameters<StockRoom['restart']>[0]) => {
  const shelves = await room.stock.shelves();
  await room.restart({ ...Object.fromEntries(shelves.map(({ ingredientId }) => [ingredientId, plenty])), ...but });
};

const withBasil = [
  { sku: 'basil', missing: ['basil'] },
  { sku: 'margherita', missing: ['basil'] },
];

describe('what cannot be made', () => {
  it('is said whole when it begins, when it grows, and when it ends', async () => {
    await fill({ basil: { onHand: 10 } });
    await room.place(1, { basil: 6 });
    await room.adjust('basil', 'waste', 1);
    await room.adjust('pineapple', 'count', 0);
    await room.adjust('basil', 'delivery', 100);
    expect(lists()).toEqual([
      [{ sku: 'margherita', missing: ['basil'] }],
      withBasil,
      [
        { sku: 'basil', missing: ['basil'] },
        { sku: 'hawaiian', missing: ['pineapple'] },
        { sku: 'margherita', missing: ['basil'] },
        { sku: 'pineapple', missing: ['pineapple'] },
      ],
      [
        { sku: 'hawaiian', missing: ['pineapple'] },
        { sku: 'pineapple', missing: ['pineapple'] },
      ],
    ]);
    expect(said().map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
  });

  it('is not said again while only amounts change', async () => {
    await fill({ basil: { onHand: 100 } });
    for (const n of numbers(5)) await room.place(n, { basil: 6, dough: 250 });
    await room.startCooking(1);
    await room.cancel(2);
    await room.availability.say();
    expect(said()).toEqual([]);
  });

  it('is no business of who brings nothing across a portion: only who does waits for another that says it', async () => {
    await fill({ basil: { onHand: 10 } });
    const [held, release] = [gate(), gate()];
    const saying = room.database.transaction(async () => {
      await room.database.sql('menu_availability').forUpdate().first();
      held.open();
      await release.opened;
    });
    await held.opened;
    await Promise.all(numbers(20).map((n) => room.place(n, { dough: 250, mozzarella: 120 })));
    const crossing = room.place(21, { basil: 6 });
    await until('somebody waits for the menu', async () => (await room.waitingForALock()) === 1);
    release.open();
    await Promise.all([saying, crossing]);
    expect(lists()).toEqual([[{ sku: 'margherita', missing: ['basil'] }]]);
  });

  it('names everything that is missing, when two take the last of two ingredients at once', async () => {
    for (let round = 0; round < 10; round += 1) {
      await fill({ ham: { onHand: 60 }, pineapple: { onHand: 60 } });
      await Promise.all([room.place(1, { ham: 60 }), room.place(2, { pineapple: 60 })]);
      expect(lists().at(-1)).toContainEqual({ sku: 'hawaiian', missing: ['ham', 'pineapple'] });
    }
  });

  it('is what was said last, after anything that can happen at once', async () => {
    const ingredient = fc.constantFrom('basil', 'ham', 'pineapple', 'chili');
    const needs = fc.dictionary(ingredient, fc.integer({ min: 1, max: 40 }), { minKeys: 1, maxKeys: 3 });
    const step = fc.oneof(
      fc.record({ order: fc.integer({ min: 1, max: 10 }), do: fc.constant('place' as const), needs }),
      fc.record({ order: fc.integer({ min: 1, max: 10 }), do: fc.constantFrom('cancel' as const, 'cook' as const) }),
      fc.record({ ingredient, do: fc.constant('count' as const), quantity: fc.integer({ min: 0, max: 90 }) }),
    );
    type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;
    const perform = (one: Step): Promise<void> => {
      switch (one.do) {
        case 'place':
          return room.place(one.order, one.needs);
        case 'cancel':
          return room.cancel(one.order);
        case 'cook':
          return room.startCooking(one.order);
        case 'count':
          return room.adjust(one.ingredient, 'count', one.quantity);
      }
    };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
        await fill({ basil: { onHand: 20 }, ham: { onHand: 90 }, pineapple: { onHand: 90 }, chili: { onHand: 9 } });
        const before = await room.unavailable();
        await Promise.all(steps.map(perform));
        const sequences = said().map(({ sequence }) => sequence);
        expect(sequences).toEqual(numbers(sequences.length));
        for (const [index, list] of lists().entries())
          expect(list).not.toEqual(index === 0 ? before : lists()[index - 1]);
        expect(lists().at(-1) ?? before).toEqual(await room.unavailable());
      }),
      { numRuns: 8 },
    );
  });

  it('follows a recipe that is new, or takes more than before', async () => {
    await fill({ basil: { onHand: 10 } });
    const pesto = (basil: number) => ({ sku: 'pesto', portions: [{ size: 'small', needs: { basil } }] });
    expect(await room.recipes.keep('pesto', () => pesto(11))).toMatchObject({ created: true });
    await room.adjust('basil', 'count', 11);
    expect(await room.recipes.keep('pesto', () => pesto(12))).toMatchObject({ created: false });
    expect(lists()).toEqual([[{ sku: 'pesto', missing: ['basil'] }], [], [{ sku: 'pesto', missing: ['basil'] }]]);
    await room.database.sql('recipes').where({ sku: 'pesto' }).delete();
    await room.recipes.keep('basil', () => ({ sku: 'basil', portions: [{ needs: { basil: 4 } }] }));
  });

  it('is put right when stock was changed by somebody who says nothing of the menu', async () => {
    await fill({ basil: { onHand: 10 } });
    await room.database.sql('ingredients').where({ id: 'basil' }).update({ on_hand: 0 });
    await room.availability.say();
    await room.availability.say();
    expect(lists()).toEqual([withBasil]);
  });
});
