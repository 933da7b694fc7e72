import {
  InventoryShort,
  KitchenLoadChanged,
  OrderCancelled,
  OrderEstimateChanged,
  OrderPlaced,
  OrderUnattended,
} from '@pizzeria/contracts';
import { cancelled, type Evening, openEvening, orderIdOf, orderOf, short } from './testing/evening';
import { at, pizzaLine } from './testing/fixtures';

let evening: Evening;
let shop: Evening['shop'];
beforeEach(async () => {
  evening = await openEvening();
  shop = evening.shop;
});
afterEach(() => shop.stop());

/** Lets the chore be done once a minute, between two times of the evening. */
const everyMinute = async (chore: string, from: string, to: string): Promise<void> => {
  for (let time = Date.parse(at(from)); time <= Date.parse(at(to)); time += 60_000) {
    shop.clock.set(new Date(time));
    await shop.chore(chore);
  }
  await shop.settled();
};

describe('estimates', () => {
  const said = () =>
    shop.published(OrderEstimateChanged).map(({ subject, data }) => [subject, data.newEstimate, data.reason]);

  it('are said of a ticket that nobody starts, once for each step, and not after it is ready', async () => {
    await evening.queue(1);
    // Ten minutes of work: from 18:51 on it cannot be there at 19:00, and is 6 min late at 18:56.
    await everyMinute('estimates', '18:30', '18:55');
    expect(said()).toEqual([]);
    await everyMinute('estimates', '18:56', '19:04');
    const subject = `order/${orderIdOf(1)}`;
    expect(said()).toEqual([[subject, at('19:06'), 'Nobody has started it yet.']]);
    await evening.press(1, 'start');
    await everyMinute('estimates', '19:05', '19:12');
    expect(said()).toHaveLength(2);
    await evening.press(1, 'ready');
    await everyMinute('estimates', '19:13', '19:40');
    expect(said()).toHaveLength(2);
    expect(shop.published().map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
  });

  it('are said of a held ticket, which keeps nobody else waiting', async () => {
    await shop.publishForeign(OrderPlaced, orderOf(1, { items: [pizzaLine(40)], estimatedDelivery: at('18:50') }));
    await shop.publishForeign(InventoryShort, short(1));
    await evening.queue(2, { estimatedDelivery: at('19:10') });
    await shop.chore('estimates');
    await shop.settled();
    expect(said()).toEqual([[`order/${orderIdOf(1)}`, expect.any(String), 'It waits for ingredients.']]);
    const [told] = shop.published(OrderEstimateChanged);
    expect((await evening.list('?status=held')).tickets).toMatchObject([{ estimatedReady: told?.data.newEstimate }]);
  });

  it('are said of a ticket that is recalled when it cannot be there in time any more', async () => {
    await evening.queue(1);
    await evening.press(1, 'start');
    shop.clock.set(at('18:45'));
    await evening.press(1, 'ready');
    shop.clock.set(at('18:58'));
    await evening.press(1, 'recall', { reason: 'It fell.' });
    await everyMinute('estimates', '18:58', '19:05');
    expect(said()).toEqual([[`order/${orderIdOf(1)}`, at('19:06'), 'It takes longer to make than planned.']]);
  });

  it('are said once when a large order comes first, and once when it is called off', async () => {
    await evening.queue(1, { estimatedDelivery: at('18:50') });
    await evening.queue(2, { items: [pizzaLine(40)], estimatedDelivery: at('18:50') });
    await shop.chore('estimates');
    await shop.settled();
    expect(said()).toEqual([
      [`order/${orderIdOf(2)}`, expect.any(String), 'Nobody has started it yet.'],
      [`order/${orderIdOf(1)}`, expect.any(String), '40 pizzas are to be made before it.'],
    ]);
    expect((await evening.list()).tickets).toMatchObject([
      { number: 2, late: true },
      { number: 1, late: true, expectedAt: shop.published(OrderEstimateChanged)[1]?.data.newEstimate },
    ]);
    await shop.publishForeign(OrderCancelled, cancelled(2));
    await shop.settled();
    shop.clock.set(at('18:39'));
    await shop.chore('estimates');
    shop.clock.set(at('18:40'));
    await Promise.all([shop.chore('estimates'), shop.chore('estimates')]);
    await shop.settled();
    expect(said().slice(2)).toEqual([[`order/${orderIdOf(1)}`, at('18:50'), 'It goes faster than was last said.']]);
  });
});

describe('the load', () => {
  const said = () => shop.published(KitchenLoadChanged).map(({ sequence, data }) => [sequence, data]);

  it('is said when the wait for a new order changes by a step, each time once, whoever says it', async () => {
    await shop.chore('load');
    await evening.queue(1, { items: [pizzaLine(4)] });
    await Promise.all([shop.chore('load'), shop.chore('load')]);
    await shop.settled();
    expect(said()).toEqual([]);
    await evening.queue(2, { items: [pizzaLine(8)] });
    await Promise.all(Array.from({ length: 4 }, () => shop.chore('load')));
    await shop.settled();
    expect(said()).toEqual([[1, { waitSeconds: 840, openTickets: 2, pizzaSeconds: 70, at: at('18:30') }]]);
    for (const n of [1, 2]) await shop.publishForeign(OrderCancelled, cancelled(n));
    await shop.settled();
    await shop.chore('load');
    await shop.chore('load');
    await shop.settled();
    expect(said().slice(1)).toEqual([[2, { waitSeconds: 0, openTickets: 0, pizzaSeconds: 70, at: at('18:30') }]]);
  });
});

describe('orders that nobody starts', () => {
  const said = () =>
    shop.published(OrderUnattended).map(({ subject, sequence, data }) => [subject, data.level, sequence]);

  it('are said at each level once, in order, by two processes at once', async () => {
    for (const n of [1, 2, 3]) await evening.queue(n);
    const subjects = [1, 2, 3].map((n) => `order/${orderIdOf(n)}`);
    for (const [time, level] of [
      ['18:59', 0],
      ['19:00', 1],
      ['19:01', 1],
      ['19:10', 2],
      ['19:30', 3],
      ['23:00', 3],
    ] as const) {
      shop.clock.set(at(time));
      await Promise.all([shop.chore('escalate'), shop.chore('escalate')]);
      await shop.settled();
      const levels = Array.from({ length: level }, (_, index) => index + 1);
      for (const subject of subjects)
        expect(said().filter(([about]) => about === subject)).toEqual(levels.map((one) => [subject, one, one]));
    }
    expect((await evening.list('?status=queued')).tickets).toMatchObject(Array(3).fill({ unattendedLevel: 3 }));
  });

  it('are left alone while they can be on time, and keep nobody waiting who cannot', async () => {
    for (let n = 1; n <= 60; n += 1) await evening.queue(n, { estimatedDelivery: at('22:00') });
    await evening.queue(61, { estimatedDelivery: at('19:20') });
    shop.clock.set(at('19:30'));
    await shop.chore('escalate');
    await shop.settled();
    expect(said()).toEqual([[`order/${orderIdOf(61)}`, 1, 1]]);
  });

  it('are left alone once somebody starts them, and when they are called off', async () => {
    for (const n of [1, 2]) await evening.queue(n);
    shop.clock.set(at('19:00'));
    await shop.chore('escalate');
    await evening.press(1, 'start');
    await shop.publishForeign(OrderCancelled, cancelled(2));
    await shop.settled();
    shop.clock.set(at('23:00'));
    await shop.chore('escalate');
    await shop.settled();
    expect(said().map(([, level]) => level)).toEqual([1, 1]);
  });

  it('are all said, however many: the longest waiting first', async () => {
    for (let n = 1; n <= 60; n += 1) await evening.queue(n, { estimatedDelivery: at(n <= 30 ? '18:50' : '18:45') });
    shop.clock.set(at('18:55'));
    await shop.chore('escalate');
    await shop.settled();
    expect(said()).toHaveLength(50);
    expect(
      new Set(
        said()
          .slice(0, 30)
          .map(([subject]) => subject),
      ),
    ).toEqual(new Set(Array.from({ length: 30 }, (_, index) => `order/${orderIdOf(index + 31)}`)));
    await shop.chore('escalate');
    await shop.settled();
    expect(new Set(said().map(([subject]) => subject)).size).toBe(60);
  });
});
