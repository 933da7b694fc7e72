import { InventoryReserved, InventoryShort, OrderCookingStarted, OrderPlaced } from '@pizzeria/contracts';
import { startTestService, type TestService } from '@pizzeria/service/testing';
import { inventory } from './service';
import { aPlacedOrder, at, orderIdOf } from './testing/fixtures';

let shop: TestService;
beforeAll(async () => {
  shop = await startTestService(inventory);
});
afterAll(() => shop.stop());

const basil = async () =>
  shop.database.sql('ingredients').where({ id: 'basil' }).first<{ on_hand: number; reserved: number }>();

const adjustBasil = (kind: string, quantity: number) =>
  shop.call('POST', '/api/inventory/ingredients/basil/adjustments', { as: 'manager', body: { kind, quantity } });

const numbersSaid = (event: typeof InventoryReserved) =>
  shop.published(event).map(({ data }) => Number.parseInt(data.orderId.slice(-12), 16));

it('500 orders at once for 200 portions: 200 are cooked, 300 wait, and those are served oldest first', async () => {
  await adjustBasil('count', 200 * 6);
  const orders = Array.from({ length: 500 }, (_, n) => n + 1);
  const placedAt = (n: number) => new Date(Date.parse(at('18:00')) + n * 1_000);
  await Promise.all(orders.map((n) => shop.publishForeign(OrderPlaced, aPlacedOrder(n), { time: placedAt(n) })));
  await shop.settled();
  const served = numbersSaid(InventoryReserved);
  expect(new Set(served).size).toBe(200);
  expect(shop.published(InventoryShort)).toHaveLength(300);
  expect(await basil()).toMatchObject({ on_hand: 1_200, reserved: 1_200 });

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
  expect(await basil()).toMatchObject({ on_hand: 0, reserved: 0 });

  await adjustBasil('delivery', 100 * 6);
  await shop.settled();
  const waited = orders.filter((n) => !served.includes(n));
  expect(numbersSaid(InventoryReserved).slice(200)).toEqual(waited.slice(0, 100));
}, 120_000);
