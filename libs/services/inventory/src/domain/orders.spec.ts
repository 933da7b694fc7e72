import { InventoryLow, InventoryReserved, InventoryShort } from '@pizzeria/contracts';
import fc from 'fast-check';
import { adasOrderId, anOrderFor, aShelf, orderIdOf } from '../testing/fixtures';
import { adjust } from './adjust';
import { cookingStarted, orderCancelled, orderPlaced, serveWaiting, stepBack } from './orders';
import type { Committed, Released, Reservation, Reserved, Waiting } from './reservation';
import { StockBook } from './stock-book';

const basilAndDough = anOrderFor({ basil: 20, dough: 300 });

const aWaiting = (n: number, needs: Waiting['order']['needs']): Waiting => ({
  state: 'waiting',
  orderId: orderIdOf(n),
  version: 1,
  order: anOrderFor(needs, n),
  missing: [],
});

const aReserved = (n: number, needs: Waiting['order']['needs']): Reserved => ({
  state: 'reserved',
  orderId: orderIdOf(n),
  version: 1,
  order: anOrderFor(needs, n),
});

const statesIn = (book: StockBook) =>
  Object.fromEntries(book.change().reservations.map(({ orderId, state }) => [orderId, state]));

describe('a placed order', () => {
  it('has all it needs set aside, and that is said', () => {
    const book = new StockBook([aShelf('basil', 50), aShelf('dough', 300)]);
    orderPlaced(book, adasOrderId, undefined, basilAndDough);
    const { shelves, reservations, said, movements } = book.change();
    expect(shelves.map(({ ingredientId, onHand, reserved }) => [ingredientId, onHand, reserved])).toEqual([
      ['basil', 50, 20],
      ['dough', 300, 300],
    ]);
    expect(movements).toEqual([]);
    expect(reservations).toEqual([{ state: 'reserved', orderId: adasOrderId, version: 1, order: basilAndDough }]);
    const ingredients = [
      { ingredientId: 'basil', name: 'Basil', unit: 'g', quantity: 20 },
      { ingredientId: 'dough', name: 'Dough', unit: 'g', quantity: 300 },
    ];
    expect(said).toEqual([
      { sequence: 1, event: { event: InventoryReserved, data: { orderId: adasOrderId, ingredients } } },
    ]);
  });

  it('gets nothing when anything is missing, and everything missing is named with what is free', () => {
    const book = new StockBook([aShelf('basil', 50, { reserved: 45 }), aShelf('dough', 299), aShelf('ham', 9)]);
    orderPlaced(book, adasOrderId, undefined, anOrderFor({ dough: 300, basil: 20, ham: 9 }));
    const { shelves, said } = book.change();
    expect(shelves).toEqual([]);
    const missing = [
      { ingredientId: 'basil', name: 'Basil', unit: 'g', needed: 20, onHand: 5 },
      { ingredientId: 'dough', name: 'Dough', unit: 'g', needed: 300, onHand: 299 },
    ];
    expect(said).toEqual([{ sequence: 1, event: { event: InventoryShort, data: { orderId: adasOrderId, missing } } }]);
  });

  it('gets nothing when its cancellation came first', () => {
    const tombstone = bookAfter((book) => orderCancelled(book, adasOrderId, undefined)).reservations[0] as Released;
    const { shelves, said, reservations } = bookAfter((book) =>
      orderPlaced(book, adasOrderId, tombstone, basilAndDough),
    );
    expect({ shelves, said, reservations }).toMatchObject({
      shelves: [],
      said: [],
      reservations: [{ state: 'released' }],
    });
  });

  it('takes what is there when cooking it was heard of first', () => {
    const early = bookAfter((book) => cookingStarted(book, adasOrderId, undefined)).reservations[0] as Committed;
    const { movements, reservations } = bookAfter((book) => orderPlaced(book, adasOrderId, early, basilAndDough));
    expect(reservations[0]).toMatchObject({ state: 'committed', order: basilAndDough });
    expect(movements).toEqual([
      { ingredientId: 'basil', kind: 'used', quantity: -20, orderId: adasOrderId },
      { ingredientId: 'dough', kind: 'used', quantity: -250, orderId: adasOrderId },
    ]);
  });

  it('changes nothing when it is told again', () => {
    for (const known of [aReserved(1, { basil: 1 }), aWaiting(1, { basil: 1 })]) {
      const change = bookAfter((book) => orderPlaced(book, adasOrderId, known, basilAndDough));
      expect(change).toEqual({ shelves: [], movements: [], reservations: [], said: [], changesMenu: false });
    }
  });
});

describe('cooking', () => {
  it('takes what was set aside from the shelves', () => {
    const book = new StockBook([aShelf('basil', 50, { reserved: 30 })]);
    cookingStarted(book, adasOrderId, aReserved(1, { basil: 20 }));
    const { shelves, movements, reservations } = book.change();
    expect(shelves).toMatchObject([{ onHand: 30, reserved: 10 }]);
    expect(movements).toEqual([{ ingredientId: 'basil', kind: 'used', quantity: -20, orderId: adasOrderId }]);
    expect(reservations).toMatchObject([{ state: 'committed', version: 1 }]);
  });

  it('takes what a cancelled order was cooked with all the same', () => {
    const released: Released = { ...aReserved(1, { basil: 20 }), state: 'released' };
    const book = new StockBook([aShelf('basil', 50)]);
    cookingStarted(book, adasOrderId, released);
    expect(book.change().shelves).toMatchObject([{ onHand: 30, reserved: 0 }]);
    expect(statesIn(book)).toEqual({ [adasOrderId]: 'committed' });
  });

  it('takes no more than there is', () => {
    const book = new StockBook([aShelf('basil', 5)]);
    cookingStarted(book, adasOrderId, aWaiting(1, { basil: 20 }));
    expect(book.change().shelves).toMatchObject([{ onHand: 0, reserved: 0 }]);
  });
});

describe('a cancellation', () => {
  it('frees what was set aside, and the oldest who fits gets it', () => {
    const book = new StockBook([aShelf('basil', 20, { reserved: 20 }), aShelf('dough', 0)]);
    orderCancelled(book, adasOrderId, aReserved(1, { basil: 20 }));
    serveWaiting(book, [
      aWaiting(5, { basil: 10 }),
      aWaiting(2, { basil: 10, dough: 1 }),
      aWaiting(3, { basil: 15 }),
      aWaiting(4, { basil: 5 }),
    ]);
    expect(statesIn(book)).toEqual({
      [adasOrderId]: 'released',
      [orderIdOf(3)]: 'reserved',
      [orderIdOf(4)]: 'reserved',
    });
  });

  it('leaves used what is being cooked', () => {
    const committed: Committed = { ...aReserved(1, { basil: 20 }), state: 'committed' };
    expect(bookAfter((book) => orderCancelled(book, adasOrderId, committed)).reservations).toEqual([]);
  });

  it('of an order that waits frees nothing', () => {
    const { shelves, reservations } = bookAfter((book) =>
      orderCancelled(book, adasOrderId, aWaiting(1, { basil: 20 })),
    );
    expect({ shelves, reservations }).toMatchObject({ shelves: [], reservations: [{ state: 'released' }] });
  });
});

describe('a large order that waits in front', () => {
  const large = aWaiting(1, { basil: 100 });
  const small = [aWaiting(2, { basil: 10 }), aWaiting(3, { basil: 10 })];

  it('holds up no small one that fits', () => {
    const book = new StockBook([aShelf('basil', 0)]);
    adjust(book, 'basil', { kind: 'delivery', quantity: 15, by: 'mario' });
    serveWaiting(book, [...small, large]);
    expect(statesIn(book)).toEqual({ [orderIdOf(2)]: 'reserved' });
  });

  it('is the first to be served when enough comes', () => {
    const book = new StockBook([aShelf('basil', 0)]);
    adjust(book, 'basil', { kind: 'delivery', quantity: 100, by: 'mario' });
    serveWaiting(book, [...small, large]);
    expect(statesIn(book)).toEqual({ [orderIdOf(1)]: 'reserved' });
  });
});

describe('waste below what is set aside', () => {
  it('sends the newest orders that need it back to waiting, no more of them than must', () => {
    const book = new StockBook([aShelf('basil', 30, { reserved: 30 }), aShelf('ham', 5, { reserved: 5 })]);
    adjust(book, 'basil', { kind: 'count', quantity: 12, by: 'mario' });
    stepBack(book, [
      aReserved(1, { basil: 10 }),
      aReserved(2, { basil: 10 }),
      aReserved(3, { basil: 10 }),
      aReserved(4, { ham: 5 }),
    ]);
    serveWaiting(book, []);
    expect(statesIn(book)).toEqual({ [orderIdOf(2)]: 'waiting', [orderIdOf(3)]: 'waiting' });
    const change = book.change();
    expect(change.shelves).toMatchObject([{ ingredientId: 'basil', onHand: 12, reserved: 10 }]);
    expect(change.said.map(({ sequence, event }) => [event.event.name, sequence])).toEqual([
      ['inventory.short', 2],
      ['inventory.short', 2],
    ]);
  });

  it('gives what a large order gave back to a smaller one that had stepped back', () => {
    const book = new StockBook([aShelf('basil', 30, { reserved: 30 })]);
    adjust(book, 'basil', { kind: 'count', quantity: 24, by: 'mario' });
    stepBack(book, [aReserved(1, { basil: 25 }), aReserved(2, { basil: 5 })]);
    serveWaiting(book, []);
    expect(statesIn(book)).toEqual({ [orderIdOf(1)]: 'waiting', [orderIdOf(2)]: 'reserved' });
    expect(book.change().said.map(({ event }) => event.event.name)).toEqual([
      'inventory.short',
      'inventory.short',
      'inventory.reserved',
    ]);
  });
});

describe('a low shelf', () => {
  const dough = (onHand: number, but = {}) => aShelf('dough', onHand, { threshold: 100, ...but });
  const counted = (shelf: ReturnType<typeof dough>, quantity: number) => {
    const book = new StockBook([shelf]);
    adjust(book, 'dough', { kind: 'count', quantity, by: 'mario' });
    return book.change();
  };

  it('is said when what is free falls below the threshold, not at it', () => {
    expect(counted(dough(150), 100).said).toEqual([]);
    expect(counted(dough(150), 99).said).toMatchObject([
      { sequence: 1, event: { event: InventoryLow, data: { current: 99, threshold: 100, supplier: { id: 'mill' } } } },
    ]);
  });

  it('is said once for each crossing', () => {
    const [low] = counted(dough(150), 90).shelves;
    if (!low) throw new Error('no shelf changed');
    expect(counted(low, 80).said).toEqual([]);
    const [recovered] = counted(low, 100).shelves;
    if (!recovered) throw new Error('no shelf changed');
    expect(recovered.low).toBe(false);
    expect(counted(recovered, 60).said).toMatchObject([{ sequence: 2 }]);
  });

  it('is low by what is set aside, too', () => {
    const book = new StockBook([dough(150)]);
    orderPlaced(book, adasOrderId, undefined, anOrderFor({ dough: 60 }));
    expect(book.change().said.map(({ event }) => event.event.name)).toEqual(['inventory.reserved', 'inventory.low']);
  });
});

describe('news of an order in any order, each any number of times', () => {
  const placed = (book: StockBook, known: Reservation | undefined) =>
    orderPlaced(book, adasOrderId, known, basilAndDough);
  const cooked = (book: StockBook, known: Reservation | undefined) => cookingStarted(book, adasOrderId, known);
  const cancelled = (book: StockBook, known: Reservation | undefined) => orderCancelled(book, adasOrderId, known);

  it.each([
    { told: [placed], state: 'reserved', onHand: 50, reserved: 20 },
    { told: [placed, cancelled], state: 'released', onHand: 50, reserved: 0 },
    { told: [placed, cooked], state: 'committed', onHand: 30, reserved: 0 },
    { told: [placed, cooked, cancelled], state: 'committed', onHand: 30, reserved: 0 },
  ])('ends $state', ({ told, state, onHand, reserved }) => {
    const orders = fc
      .shuffledSubarray([...told, ...told, ...told], { minLength: told.length })
      .filter((news) => told.every((one) => news.includes(one)));
    fc.assert(
      fc.property(orders, (news) => {
        let shelves = [aShelf('basil', 50), aShelf('dough', 600)];
        let known: Reservation | undefined;
        for (const hear of news) {
          const book = new StockBook(shelves);
          hear(book, known);
          const change = book.change();
          shelves = shelves.map((old) => change.shelves.find((one) => one.ingredientId === old.ingredientId) ?? old);
          known = change.reservations[0] ?? known;
        }
        expect(known).toMatchObject({ state, order: basilAndDough });
        expect(shelves[0]).toMatchObject({ onHand, reserved });
      }),
    );
  });
});

/** The change that a decision makes to a shop with little basil and little dough. */
const bookAfter = (decide: (book: StockBook) => void) => {
  const book = new StockBook([aShelf('basil', 50), aShelf('dough', 250)]);
  decide(book);
  return book.change();
};
