import { until } from '@pizzeria/bus/testing';
import { kitchen } from '@pizzeria/kitchen';
import type { OrderPlacedData } from '@pizzeria/contracts';
import { deadLetters } from '@pizzeria/postgres';
import { handlersOf, withHandlers } from './testing/handlers';
import { describeInBothModes } from './testing/modes';
import { openShop, type Shop } from './testing/open-shop';
import { anOrder, type PlacedOrder } from './testing/orders';

const unreadable = 'in runes, please';
const item = { sku: 'margherita', size: 'large', quantity: 1 };

/** When the kitchen tried to read the ticket, ms. */
const tries: number[] = [];

/** A kitchen that cannot write the ticket of an order with this note, however often it tries. */
const clumsyKitchen = withHandlers(kitchen, (handler) =>
  handler.form === 'on' && handler.event.name === 'order.placed'
    ? {
        ...handler,
        handle: async (event, parts) => {
          const { items } = (event as { readonly data: OrderPlacedData }).data;
          await handler.handle(event, parts);
          if (items[0]?.notes !== unreadable) return;
          tries.push(performance.now());
          throw new Error('nobody here reads runes');
        },
      }
    : handler,
);

describeInBothModes('an order that the kitchen can never read', (mode) => {
  const ladder = [50, 100, 200];
  /** What each wait lasts at least: a service spreads its retries over a rung and its neighbours. */
  const shortest = ladder.map((delay, rung) => ladder[rung - 1] ?? delay);
  let shop: Shop;
  let spoilt: PlacedOrder;
  let neighbours: readonly PlacedOrder[];
  beforeAll(async () => {
    tries.length = 0;
    shop = await openShop(mode, { kitchen: clumsyKitchen, environment: { RETRY_LADDER_MS: ladder.join() } });
    const place = async (notes: string) =>
      (await shop.call<PlacedOrder>('POST', '/api/orders', { body: anOrder({ items: [{ ...item, notes }] }) })).body;
    const [first, doomed, ...rest] = await Promise.all(
      ['well done', unreadable, 'extra crisp', 'cut in eight', 'no plate'].map(place),
    );
    [spoilt, neighbours] = [doomed as PlacedOrder, [first as PlacedOrder, ...rest]];
  });
  afterAll(() => shop.close());

  const letters = async () => deadLetters(await shop.database('kitchen')).list();

  it('is tried at once, quickly again and along the ladder, and then kept with what went wrong', async () => {
    await until('it is given up', async () => (await letters()).length > 0);
    const [letter, ...more] = await letters();
    expect(more).toEqual([]);
    expect(letter).toMatchObject({
      queue: 'kitchen.tickets',
      type: 'com.mariopizzeria.order.placed',
      subject: `order/${spoilt.id}`,
      reason: 'retries-exhausted',
      error: expect.stringContaining('nobody here reads runes'),
      attempts: 3 + ladder.length,
    });
    expect(tries).toHaveLength(3 + ladder.length);
    const pauses = tries.slice(1).map((at, index) => at - (tries[index] ?? 0));
    shortest.forEach((delay, rung) => expect(pauses[2 + rung]).toBeGreaterThanOrEqual(delay - 5));
    const failedFor = Number(letter?.lastFailedAt) - Number(letter?.firstFailedAt);
    expect(failedFor).toBeGreaterThanOrEqual(shortest.reduce((sum, delay) => sum + delay, 0) - 15);
    expect(JSON.parse(String(letter?.body))).toMatchObject({ data: { orderId: spoilt.id } });
  });

  it('leaves nothing of the failed tries behind', async () => {
    await until('the reserved ingredients are heard of', async () =>
      (await shop.handled(`order/${spoilt.id}`)).includes('inventory.reserved in kitchen.tickets'),
    );
    const { body } = await shop.call<{ tickets: { orderId: string }[] }>('GET', '/api/kitchen/tickets?limit=200', {
      as: 'kitchen',
    });
    expect(body.tickets.map(({ orderId }) => orderId)).not.toContain(spoilt.id);
  });

  it('keeps no other queue from it', async () => {
    const all = handlersOf('order.placed', 'inventory.reserved');
    const others = all.filter((handler) => handler !== 'order.placed in kitchen.tickets');
    await until(
      'everybody else is done',
      async () => (await shop.handled(`order/${spoilt.id}`)).length >= others.length,
    );
    expect(await shop.handled(`order/${spoilt.id}`)).toEqual(others);
  });

  it('keeps no other order from the kitchen', async () => {
    const queued = async () => {
      const { body } = await shop.call<{ tickets: { orderId: string }[] }>(
        'GET',
        '/api/kitchen/tickets?status=queued',
        {
          as: 'kitchen',
        },
      );
      return body.tickets.map(({ orderId }) => orderId).sort();
    };
    await until('its neighbours may be started', async () => (await queued()).length >= neighbours.length);
    expect(await queued()).toEqual(neighbours.map(({ id }) => id).sort());
  });
});
