import { InventoryShort, OrderPlaced } from '@pizzeria/contracts';
import { postgresTickets } from '../postgres/tickets';
import { type Evening, openEvening, orderIdOf, orderOf, short } from '../testing/evening';
import { at, colaLine, noBasil, pizzaLine, toAdasDoor } from '../testing/fixtures';

let evening: Evening;
let shop: Evening['shop'];
beforeEach(async () => {
  evening = await openEvening();
  shop = evening.shop;
});
afterEach(() => shop.stop());

/** How many tickets wait, as it is measured. */
const waiting = (): Promise<number> => postgresTickets(shop.database, () => undefined).queued(shop.clock.now());

describe('the list of tickets', () => {
  it('is in the order of their start: promise, way and size', async () => {
    await evening.queue(1, { estimatedDelivery: at('19:00') });
    await evening.queue(2, { estimatedDelivery: at('18:50') });
    await evening.queue(3, { estimatedDelivery: at('19:00'), fulfilment: toAdasDoor });
    await evening.queue(4, { estimatedDelivery: at('19:00'), items: [pizzaLine(12)] });
    await evening.queue(5, { estimatedDelivery: at('20:00'), requestedFor: at('20:00') });
    expect(await evening.numbers()).toEqual([3, 4, 2, 1, 5]);
  });

  it('estimates each queued ticket by the pizzas in front of it', async () => {
    await evening.queue(1, { items: [pizzaLine(6)], estimatedDelivery: at('18:45') });
    await evening.queue(2, { items: [pizzaLine(1)], estimatedDelivery: at('19:30') });
    // Six ovens: the second waits for the first load.
    expect((await evening.list()).tickets.map(({ estimatedReady }) => estimatedReady)).toEqual([
      new Date(Date.parse(at('18:30')) + (6 * 60 + 420 + 60) * 1000).toISOString(),
      new Date(Date.parse(at('18:30')) + (60 + 2 * 420 + 60) * 1000).toISOString(),
    ]);
  });

  it('counts what is to be made: by name and size, halves by their own name, extras, and whether it cooks', async () => {
    await evening.queue(1, { items: [pizzaLine(2), colaLine(3)] });
    const small = { ...pizzaLine(1), line: 2, size: 'small' };
    const { sku: _, ...half } = { ...pizzaLine(2), line: 3, name: 'Half Margherita, half Diavola' };
    const halfAndHalf = { ...half, halves: ['margherita', 'diavola'] as [string, string], extras: ['basil', 'olives'] };
    await evening.queue(2, { items: [{ ...pizzaLine(1), extras: ['basil'] }, small, halfAndHalf] });
    await shop.publishForeign(OrderPlaced, orderOf(3));
    await shop.settled();
    await evening.press(1, 'start');
    const margherita = { kind: 'pizza', name: 'Margherita' };
    expect((await evening.list()).allDay).toEqual({
      items: [
        { ...margherita, size: 'large', cooking: 2, queued: 1 },
        { kind: 'pizza', name: 'Half Margherita, half Diavola', size: 'large', cooking: 0, queued: 2 },
        { ...margherita, size: 'small', cooking: 0, queued: 1 },
      ],
      extras: [
        { sku: 'basil', cooking: 0, queued: 3 },
        { sku: 'olives', cooking: 0, queued: 2 },
      ],
    });
    await evening.press(1, 'items/1/bump', { station: 'cut' });
    expect((await evening.list()).allDay).toMatchObject({ items: [{ queued: 2 }, { cooking: 0, queued: 1 }, {}] });
  });

  it('counts what is for later only when it is to be started, or cooks already', async () => {
    for (const n of [1, 2])
      await evening.queue(n, {
        items: [pizzaLine(1)],
        estimatedDelivery: at('21:00'),
        requestedFor: at('21:00'),
      });
    const queue = async () => [(await evening.list()).allDay, await waiting()];
    expect(await queue()).toEqual([{ items: [], extras: [] }, 0]);
    await evening.press(1, 'start');
    const margherita = { kind: 'pizza', name: 'Margherita', size: 'large' };
    expect(await queue()).toEqual([{ items: [{ ...margherita, cooking: 1, queued: 0 }], extras: [] }, 0]);
    shop.clock.set(at('20:51'));
    expect(await queue()).toEqual([{ items: [{ ...margherita, cooking: 1, queued: 1 }], extras: [] }, 1]);
  });

  it('shows what a cook must know: who may eat it, what is missing, what was promised, and what will be late', async () => {
    const line = { ...pizzaLine(2), allergens: ['gluten' as const, 'milk' as const], diets: ['vegetarian' as const] };
    const items = [{ ...line, extras: ['basil'], notes: 'well done' }];
    await shop.publishForeign(
      OrderPlaced,
      orderOf(1, { items, fulfilment: toAdasDoor, estimatedDelivery: at('18:50') }),
    );
    await shop.publishForeign(InventoryShort, short(1));
    await shop.settled();
    const { unitPrice: _, lineTotal: __, ...shown } = items[0] as (typeof items)[0];
    expect((await evening.list()).tickets).toEqual([
      {
        orderId: orderIdOf(1),
        number: 1,
        status: 'held',
        missing: noBasil,
        customerName: 'Ada',
        fulfilment: 'delivery',
        items: [{ ...shown, stations: ['make', 'cut'], done: [] }],
        itemsDone: false,
        placedAt: at('18:30'),
        promisedAt: at('18:50'),
        // 15 min of way, 10 min of work.
        startBy: at('18:25'),
        estimatedReady: at('18:40'),
        late: true,
      },
    ]);
    shop.clock.set(at('18:30'));
    await evening.queue(2, { estimatedDelivery: at('18:45') });
    expect((await evening.list('?status=queued')).tickets).toMatchObject([{ number: 2, late: false }]);
    shop.clock.set(at('18:36'));
    expect((await evening.list('?status=queued')).tickets).toMatchObject([
      { number: 2, late: true, estimatedReady: at('18:46') },
    ]);
  });

  it('looks at a held ticket as if it could start, and slows nobody down for it', async () => {
    await shop.publishForeign(OrderPlaced, orderOf(1, { items: [pizzaLine(6)], estimatedDelivery: at('18:45') }));
    await evening.queue(2, { items: [pizzaLine(1)] });
    const { tickets } = await evening.list();
    expect(tickets).toMatchObject([
      { number: 1, status: 'held' },
      { number: 2, estimatedReady: at('18:39') },
    ]);
    expect(tickets[0]?.estimatedReady).toBe(at('18:44'));
  });

  it('comes page by page without losing or repeating a ticket, also where many share a time', async () => {
    for (let n = 1; n <= 7; n += 1) await shop.publishForeign(OrderPlaced, orderOf(n));
    await shop.settled();
    const seen: number[] = [];
    let cursor = '';
    do {
      const page = await evening.list(`?limit=3${cursor}`);
      seen.push(...page.tickets.map(({ number }) => number));
      cursor = page.nextCursor ? `&cursor=${encodeURIComponent(page.nextCursor)}` : '';
    } while (cursor !== '');
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('tells the oven no phone number, e-mail or address', async () => {
    await evening.queue(1, { fulfilment: toAdasDoor });
    expect(JSON.stringify(await evening.list())).not.toMatch(/\+1415|@|Main St/);
  });
});
