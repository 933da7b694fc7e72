import { InventoryReserved, InventoryShort, OrderCookingStarted, OrderPlaced } from '@pizzeria/contracts';
import { startTestService, type TestService } from '@pizzeria/service/testing';
import { inventory } from './service';
import { aPlacedOrder, at, orderIdOf } from './testing/fixtures';

let shop: TestService;
beforeAll(async () => {
  shop = await startTestService(inventory);
});
afterAll(() => shop.stop());

const shelf = async (id: string) =>
  shop.database.sql('ingredients').where({ id }).first<{ on_hand: number; reserved: number }>();

const adjust = (id: string, kind: string, quantity: number) =>
  shop.call('POST', `/api/inventory/ingredients/${id}/adjustments`, { as: 'manager', body: { kind, quantity } });

const numbersSaid = (event: typeof InventoryReserved) =>
  shop.published(event).map(({ data }) => Number.parseInt(data.orderId.slice(-12), 16));

const inState = async (state: string): Promise<number> =>
  (await shop.database.sql('reservations').where({ state })).length;

it('500 orders at once for 200 portions: 200 are cooked, 300 wait, and those are served oldest first', async () => {
  await adjust('basil', 'count', 200 * 6);
  const orders = Array.from({ length: 500 }, (_, n) => n + 1);
  const placedAt = (n: number) => new Date(Date.parse(at('18:00')) + n * 1_000);
  // The youngest is heard of first.
  const heard = [...orders].reverse();
  await Promise.all(heard.map((n) => shop.publishForeign(OrderPlaced, aPlacedOrder(n), { time: placedAt(n) })));
  await shop.settled();
  const served = numbersSaid(InventoryReserved);
  expect(new Set(served).size).toBe(200);
  expect(shop.published(InventoryShort)).toHaveLength(300);
  expect([await inState('reserved'), await inState('waiting')]).toEqual([200, 300]);
  expect(await shelf('basil')).toMatchObject({ on_hand: 1_200, reserved: 1_200 });

  await Promise.all(
    served.map((n) =>
      shop.publishForeign(OrderCookingStarted, {
        orderId: orderIdOf(n),
        number: n,
        startedAt: at('18:40'),
        estimatedReady: at('18:50'),
      }),
    ),
  );
  await shop.settled();
  expect(await shelf('basil')).toMatchObject({ on_hand: 0, reserved: 0 });

  await adjust('basil', 'delivery', 100 * 6);
  await shop.settled();
  const waited = orders.filter((n) => !served.includes(n));
  expect(numbersSaid(InventoryReserved).slice(200)).toEqual(waited.slice(0, 100));
});

it('100 people who throw away the last 60 bottles at once: 60 do, and 40 are told that nothing is left', async () => {
  await adjust('beer', 'count', 60);
  const answers = await Promise.all(Array.from({ length: 100 }, () => adjust('beer', 'waste', 1)));
  const withStatus = (status: number) => answers.filter((answer) => answer.status === status);
  expect([withStatus(201).length, withStatus(409).length]).toEqual([60, 40]);
  expect(await shelf('beer')).toMatchObject({ on_hand: 0, reserved: 0 });
});
