import {
  InventoryReserved,
  InventoryShort,
  OrderCancelled,
  OrderCookingStarted,
  OrderDelivered,
  OrderOutForDelivery,
  OrderPlaced,
  OrderReady,
  OrderRecalled,
  OrderUndeliverable,
} from '@pizzeria/contracts';
import {
  cancelled,
  deliveredAt,
  type Evening,
  factsOf,
  openEvening,
  orderIdOf,
  orderOf,
  reserved,
  short,
} from './testing/evening';
import { at, colaLine, noBasil, pizzaLine, toAdasDoor } from './testing/fixtures';

let evening: Evening;
let shop: Evening['shop'];
beforeEach(async () => {
  evening = await openEvening();
  shop = evening.shop;
});
afterEach(() => shop.stop());

describe('a ticket from order to counter', () => {
  it('is held, queued, cooked, ready and closed, and what cooks do is said', async () => {
    await shop.publishForeign(OrderPlaced, orderOf(1));
    await shop.settled();
    expect((await evening.list()).tickets).toMatchObject([{ number: 1, status: 'held', customerName: 'Ada' }]);

    await shop.publishForeign(InventoryReserved, reserved(1));
    await shop.settled();
    expect((await evening.list('?status=queued')).tickets).toMatchObject([{ number: 1 }]);

    shop.clock.set(at('18:40'));
    expect(await evening.press(1, 'start')).toMatchObject({
      status: 200,
      body: { status: 'cooking', already: false, startedAt: at('18:40'), startedBy: 'test-kitchen' },
    });
    shop.clock.set(at('18:50'));
    expect(await evening.press(1, 'ready')).toMatchObject({
      status: 200,
      body: { status: 'ready', readyAt: at('18:50') },
    });
    await shop.publishForeign(OrderDelivered, deliveredAt(1, '18:55'));
    await shop.settled();
    expect(await evening.numbers()).toEqual([]);
    expect((await evening.list('?status=closed')).tickets).toMatchObject([{ number: 1, closedAt: at('18:55') }]);

    expect(shop.published()).toMatchObject([
      { type: OrderCookingStarted.type, subject: `order/${orderIdOf(1)}`, sequence: 1 },
      {
        type: OrderReady.type,
        sequence: 2,
        data: {
          preparationSeconds: 600,
          // Two pizzas topped, one oven load, boxed.
          estimatedSeconds: 600,
          customer: { phone: '+14155550123' },
          pickupInstructions: 'Please collect it at the counter within 10 minutes.',
        },
      },
    ]);
  });

  it('is closed when its courier leaves with it', async () => {
    await evening.queue(1, { fulfilment: toAdasDoor });
    await evening.press(1, 'start');
    await evening.press(1, 'ready');
    await shop.publishForeign(OrderOutForDelivery, { ...factsOf(1), courier: { id: 'bruno' }, leftAt: at('18:55') });
    await shop.settled();
    expect(await evening.statusOf(1)).toBe('closed');
  });

  it('stands ready again when its courier brings it back, until it leaves once more', async () => {
    await evening.queue(1, { fulfilment: toAdasDoor });
    await evening.press(1, 'start');
    await evening.press(1, 'ready');
    const left = { ...factsOf(1), courier: { id: 'bruno' }, leftAt: at('18:55') };
    const back = { ...factsOf(1), courier: { id: 'bruno' }, reason: 'Nobody opened the door.', at: at('19:20') };
    // The news of the return is here first.
    await shop.publishForeign(OrderUndeliverable, back, { sequence: 3 });
    await shop.publishForeign(OrderOutForDelivery, left, { sequence: 2 });
    await shop.settled();
    expect((await evening.list('?status=ready')).tickets).toMatchObject([{ number: 1, returnedAt: at('19:20') }]);
    await shop.publishForeign(OrderOutForDelivery, { ...left, leftAt: at('19:30') }, { sequence: 4 });
    await shop.settled();
    expect((await evening.list('?status=closed')).tickets).toMatchObject([{ number: 1, closedAt: at('19:30') }]);
    expect(await shop.deadLetters()).toEqual([]);
  });

  it('is read from an order of the first version, too', async () => {
    const { customer, ...rest } = orderOf(1);
    const stored = { ...rest, customer: { name: customer.name }, customerPhone: customer.phone };
    await shop.publishForeign(
      { ...OrderPlaced, version: 1, schema: OrderPlaced.past[0]?.schema as never },
      stored as never,
    );
    await shop.publishForeign(InventoryReserved, reserved(1));
    await shop.settled();
    await evening.press(1, 'start');
    await evening.press(1, 'ready');
    await shop.settled();
    expect(shop.published(OrderReady)[0]?.data.customer).toEqual({ name: 'Ada', phone: '+14155550123' });
  });
});

describe('events in any order, and twice', () => {
  it('end each ticket in the same state', async () => {
    const news = (n: number) => [
      (id: string) => shop.publishForeign(OrderPlaced, orderOf(n), { id }),
      (id: string) => shop.publishForeign(InventoryShort, short(n), { id, sequence: 1 }),
      (id: string) => shop.publishForeign(InventoryReserved, reserved(n), { id, sequence: 2 }),
      ...(n % 2 === 0 ? [(id: string) => shop.publishForeign(OrderCancelled, cancelled(n), { id })] : []),
    ];
    // Every order of the three, and more of the four; each event delivered twice, once right after and once late.
    const orders = [
      [0, 1, 2, 3],
      [0, 2, 1, 3],
      [1, 0, 2, 3],
      [1, 2, 0, 3],
      [2, 0, 1, 3],
      [2, 1, 0, 3],
      [3, 2, 1, 0],
      [3, 0, 1, 2],
      [2, 3, 0, 1],
      [1, 3, 2, 0],
    ];
    for (const [row, order] of orders.entries())
      for (const n of [2 * row + 1, 2 * row + 2]) {
        const told = order.flatMap((index) => news(n)[index] ?? []);
        for (const [step, publish] of [...told, ...told].entries())
          await publish(
            `01995f2a-7c00-7000-9${n.toString(16).padStart(3, '0')}-${String(step % told.length).padStart(12, '0')}`,
          );
      }
    await shop.settled();
    for (let n = 1; n <= 20; n += 1)
      expect([n, await evening.statusOf(n)]).toEqual([n, n % 2 === 0 ? 'cancelled' : 'queued']);
    expect(await shop.deadLetters()).toEqual([]);
  });

  it('show nothing of an order that only others have spoken of', async () => {
    await shop.publishForeign(InventoryReserved, reserved(1));
    await shop.publishForeign(OrderCancelled, cancelled(2));
    await shop.settled();
    expect(await evening.numbers()).toEqual([]);
    expect(await evening.press(1, 'start')).toMatchObject({ status: 404, body: { code: 'ticket-not-found' } });
  });
});

describe('cooks', () => {
  it('who press start at once: one of twenty has it, and the others are told who', async () => {
    await evening.queue(1);
    const answers = await evening.pressAtOnce(1, 'start', { cooks: 20 });
    const won = answers.filter(({ status }) => status === 200);
    const lost = answers.filter(({ status }) => status === 409);
    expect([won.length, lost.length]).toEqual([1, 19]);
    const { startedBy, startedAt } = won[0]?.body as { startedBy: string; startedAt: string };
    expect(startedBy).toMatch(/^test-kitchen-cook-\d+$/);
    for (const { body } of lost)
      expect(body).toMatchObject({ code: 'ticket-started', state: { status: 'cooking', startedBy, startedAt } });
    await shop.settled();
    expect(shop.published(OrderCookingStarted)).toHaveLength(1);
  });

  it('who lose an answer press start again and have the same ticket', async () => {
    await evening.queue(1);
    const answers = await Promise.all(Array.from({ length: 8 }, () => evening.press(1, 'start')));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(answers.filter(({ body }) => body['already'] === false)).toHaveLength(1);
    await shop.settled();
    expect(shop.published(OrderCookingStarted)).toHaveLength(1);
  });

  it('who press ready, or recall, at once agree: it is said once, and every one of them is answered so', async () => {
    await evening.queue(1);
    await evening.press(1, 'start');
    const body = { reason: 'The drinks are missing.' };
    for (const [button, event, sent] of [
      ['ready', OrderReady, undefined],
      ['recall', OrderRecalled, body],
    ] as const) {
      const answers = await evening.pressAtOnce(1, button, { cooks: 20, body: sent });
      expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
      expect(answers.filter((one) => one.body['already'] === false)).toHaveLength(1);
      await shop.settled();
      expect(shop.published(event)).toHaveLength(1);
    }
  });

  it('who bump items at once lose none of each other', async () => {
    const items = Array.from({ length: 5 }, (_, index) => ({ ...pizzaLine(), line: index + 1 }));
    await evening.queue(1, { items });
    await evening.press(1, 'start');
    const answers = await Promise.all(
      items.flatMap(({ line }) =>
        ['make', 'cut'].map((station) => evening.press(1, `items/${line}/bump`, { station })),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    const { tickets } = await evening.list();
    expect(tickets).toMatchObject([{ status: 'cooking', itemsDone: true }]);
    expect(tickets[0]?.items.map(({ done }) => done.map(({ station }) => station))).toEqual(
      Array(5).fill(['make', 'cut']),
    );
  });

  it('bump items from station to station, take a bump back, and say themselves when the order is ready', async () => {
    await evening.queue(1, { items: [pizzaLine(2), colaLine()] });
    expect(await evening.press(1, 'items/1/bump', { station: 'make' })).toMatchObject({
      status: 409,
      body: { code: 'ticket-queued' },
    });
    await evening.press(1, 'start');
    shop.clock.set(at('18:32'));
    expect(await evening.press(1, 'items/1/bump', { station: 'make' })).toMatchObject({
      status: 200,
      body: {
        already: false,
        itemsDone: false,
        items: [{ done: [{ station: 'make', at: at('18:32'), by: 'test-kitchen' }] }, { stations: ['cut'], done: [] }],
      },
    });
    expect(await evening.press(1, 'items/1/bump', { station: 'make' })).toMatchObject({
      status: 200,
      body: { already: true },
    });
    await evening.press(1, 'items/1/bump', { station: 'cut' });
    expect(await evening.press(1, 'items/2/bump', { station: 'cut' })).toMatchObject({ body: { itemsDone: true } });
    expect(await evening.press(1, 'items/1/unbump', { station: 'make' })).toMatchObject({
      status: 200,
      body: { already: false, status: 'cooking', itemsDone: false, items: [{ done: [] }, { done: [{}] }] },
    });
    await evening.press(1, 'ready');
    await shop.settled();
    expect(shop.published().map(({ sequence }) => sequence)).toEqual([1, 2]);
  });

  it('recall an order until it is handed over, and say anew when it is ready', async () => {
    await evening.queue(1);
    await evening.press(1, 'start');
    const recall = () => evening.press(1, 'recall', { reason: 'The drinks are missing.' });
    expect(await recall()).toMatchObject({ status: 409, body: { code: 'ticket-cooking' } });
    await evening.press(1, 'ready');
    shop.clock.set(at('18:45'));
    expect(await recall()).toMatchObject({
      status: 200,
      body: { status: 'cooking', already: false, recalledAt: at('18:45'), recallReason: 'The drinks are missing.' },
    });
    expect(await recall()).toMatchObject({ status: 200, body: { already: true } });
    await evening.press(1, 'ready');
    await shop.publishForeign(OrderDelivered, deliveredAt(1, '18:55'), { sequence: 2 });
    await shop.settled();
    expect(await recall()).toMatchObject({ status: 409, body: { code: 'ticket-closed', state: { status: 'closed' } } });
    expect(shop.published().map(({ type, sequence }) => [type, sequence])).toEqual([
      [OrderCookingStarted.type, 1],
      [OrderReady.type, 2],
      [OrderRecalled.type, 3],
      [OrderReady.type, 4],
    ]);
    expect(shop.published(OrderRecalled)[0]?.data).toMatchObject({ readySequence: 2, recalledAt: at('18:45') });
  });

  it('who press while it is being cancelled either start it first or are told that it is off', async () => {
    await evening.queue(1);
    const [answer] = await Promise.all([evening.press(1, 'start'), shop.publishForeign(OrderCancelled, cancelled(1))]);
    await shop.settled();
    expect(await evening.statusOf(1)).toBe('cancelled');
    expect(shop.published(OrderCookingStarted)).toHaveLength(answer.status === 200 ? 1 : 0);
    expect([200, 409]).toContain(answer.status);
  });

  it('may not start what is held, and are told what is missing', async () => {
    await shop.publishForeign(OrderPlaced, orderOf(1));
    await shop.publishForeign(InventoryShort, short(1));
    await shop.settled();
    expect(await evening.press(1, 'start')).toMatchObject({
      status: 409,
      body: { code: 'ticket-held', state: { status: 'held', missing: noBasil } },
    });
    expect((await evening.list('?status=held')).tickets).toMatchObject([{ number: 1, missing: noBasil }]);
  });

  it('may not finish what nobody started, nor start what was cancelled', async () => {
    await evening.queue(1);
    expect(await evening.press(1, 'ready')).toMatchObject({ status: 409, body: { code: 'ticket-queued' } });
    await shop.publishForeign(OrderCancelled, cancelled(1));
    await shop.settled();
    expect(await evening.press(1, 'start')).toMatchObject({ status: 409, body: { code: 'ticket-cancelled' } });
    expect(shop.published()).toEqual([]);
  });

  it('see an order that was cancelled while cooking struck through for ten minutes', async () => {
    await evening.queue(1);
    await evening.queue(2);
    await evening.press(1, 'start');
    await shop.publishForeign(OrderCancelled, { ...cancelled(1), cancelledAt: at('18:35') });
    await shop.publishForeign(OrderCancelled, cancelled(2));
    await shop.settled();
    shop.clock.set(at('18:44'));
    expect((await evening.list()).tickets).toMatchObject([
      { number: 1, status: 'cancelled', previousStatus: 'cooking', cancelReason: 'Changed my mind.' },
    ]);
    shop.clock.set(at('18:46'));
    expect(await evening.numbers()).toEqual([]);
    expect((await evening.numbers('?status=cancelled')).sort()).toEqual([1, 2]);
  });
});
