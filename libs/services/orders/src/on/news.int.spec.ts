import fc from 'fast-check';
import { placeOrder } from '../use-cases/place-order';
import { cancelOrder } from '../use-cases/cancel-order';
import { readOrder } from '../use-cases/read-orders';
import { adasRequest, openShop, type Shop } from '../testing/shop';
import { minutesLater } from '../testing/orders';
import type { Order } from '../domain/order';
import { showReserved } from './inventory-reserved';
import { showShort } from './inventory-short';
import { showCooking } from './order-cooking-started';
import { showReady } from './order-ready';

let shop: Shop;
beforeAll(async () => void (shop = await openShop()));
afterAll(() => shop.close());

const newOrder = async (): Promise<Order> => (await placeOrder(adasRequest, shop.parts)).order;
const at = (minutes: number): string => minutesLater(minutes).toISOString();

const basil = { ingredientId: 'basil', name: 'Basil', unit: 'g' as const };

/** All that others say of an order on its way: short of basil at first, then reserved, cooked and made. */
const newsOf = ({ id: orderId, number, customerId, customer }: Order): readonly (() => Promise<void>)[] => [
  () => shop.hear(showShort, { orderId, missing: [{ ...basil, needed: 24, onHand: 5 }] }, 1),
  () => shop.hear(showReserved, { orderId, ingredients: [{ ...basil, quantity: 24 }] }, 2),
  () => shop.hear(showCooking, { orderId, number, startedAt: at(5), estimatedReady: at(15) }, 1),
  () =>
    shop.hear(
      showReady,
      {
        orderId,
        number,
        customerId,
        customer,
        fulfilment: { type: 'pickup' },
        startedAt: at(5),
        readyAt: at(14),
        preparationSeconds: 540,
        estimatedSeconds: 600,
        pickupInstructions: 'Ask at the counter.',
      },
      2,
    ),
];

describe('news of an order', () => {
  it('is shown as it comes', async () => {
    const order = await newOrder();
    const [short, reserved, cooking, ready] = newsOf(order) as [News, News, News, News];
    const shown = async () => {
      const { progress, stock } = await readOrder(order.id, shop.parts);
      return [progress.status, stock.status];
    };
    await short();
    expect(await shown()).toEqual(['placed', 'short']);
    expect((await readOrder(order.id, shop.parts)).stock).toMatchObject({
      missing: [{ ...basil, needed: 24, onHand: 5 }],
    });
    await reserved();
    expect(await shown()).toEqual(['placed', 'reserved']);
    await cooking();
    expect(await shown()).toEqual(['cooking', 'reserved']);
    await ready();
    expect(await shown()).toEqual(['ready', 'reserved']);
  });

  it('ends the same in any order and with any duplicates, and says nothing new to anyone', async () => {
    const deliveries = fc
      .array(fc.constantFrom(0, 1, 2, 3), { maxLength: 6 })
      .chain((again) => fc.shuffledSubarray([0, 1, 2, 3, ...again], { minLength: 4 + again.length }));
    await fc.assert(
      fc.asyncProperty(deliveries, async (order) => {
        const placed = await newOrder();
        const news = newsOf(placed);
        for (const index of order) await news[index]?.();
        const { progress, stock } = await readOrder(placed.id, shop.parts);
        expect([progress, stock]).toEqual([
          { status: 'ready', startedAt: at(5), readyAt: at(14), asOf: 2 },
          { status: 'reserved', asOf: 2 },
        ]);
        expect(await shop.published(placed)).toHaveLength(1);
      }),
      { numRuns: 25 },
    );
  });

  it('ends the same when all of it comes at once, twice', async () => {
    const orders = await Promise.all(Array.from({ length: 10 }, newOrder));
    await Promise.all(orders.flatMap((order) => [...newsOf(order), ...newsOf(order)]).map((hear) => hear()));
    for (const { id } of orders) {
      const { progress, stock } = await readOrder(id, shop.parts);
      expect([progress.status, stock.status]).toEqual(['ready', 'reserved']);
    }
  });

  it('does not bring a cancelled order back', async () => {
    const order = await newOrder();
    await cancelOrder(order.id, { by: 'customer', reason: 'No time.' }, shop.parts);
    for (const hear of newsOf(order)) await hear();
    expect((await readOrder(order.id, shop.parts)).progress.status).toBe('cancelled');
  });

  it('of an order nobody placed is not swallowed', async () => {
    const [hear] = newsOf({ ...(await newOrder()), id: '01995f2a-7c00-7000-8000-00000000dead' }) as [News];
    await expect(hear()).rejects.toMatchObject({ code: 'order-not-found' });
  });
});

type News = () => Promise<void>;
