import { OrderPlaced } from '@pizzeria/contracts';
import { type Evening, openEvening, orderOf } from '../testing/evening';
import { at, colaLine, pizzaLine, toAdasDoor } from '../testing/fixtures';

let evening: Evening;
let shop: Evening['shop'];
beforeEach(async () => {
  evening = await openEvening();
  shop = evening.shop;
});
afterEach(() => shop.stop());

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

  it('counts what is to be made, by name and size, of the tickets that may start', async () => {
    await evening.queue(1, { items: [pizzaLine(2), colaLine(3)] });
    await evening.queue(2, { items: [pizzaLine(1), { ...pizzaLine(1), line: 2, size: 'small' }] });
    await shop.publishForeign(OrderPlaced, orderOf(3));
    await shop.settled();
    expect((await evening.list()).allDay).toEqual([
      { name: 'Margherita', size: 'large', quantity: 3 },
      { name: 'Margherita', size: 'small', quantity: 1 },
    ]);
    await evening.press(1, 'start');
    expect((await evening.list()).allDay).toMatchObject([{ quantity: 1 }, { quantity: 1 }]);
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
