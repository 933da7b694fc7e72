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
import { showEstimate } from './order-estimate-changed';
import { showReady } from './order-ready';
import { showRecalled } from './order-recalled';
import { mindUnattended } from './order-unattended';

let shop: Shop;
beforeAll(async () => void (shop = await openShop()));
afterAll(() => shop.close());

const newOrder = async (): Promise<Order> => (await placeOrder(adasRequest, shop.parts)).order;
const at = (minutes: number): string => minutesLater(minutes).toISOString();

const basil = { ingredientId: 'basil', name: 'Basil', unit: 'g' as const };

const made = (minutes: number) => ({
  fulfilment: { type: 'pickup' as const },
  startedAt: at(5),
  readyAt: at(minutes),
  preparationSeconds: 60 * (minutes - 5),
  estimatedSeconds: 600,
  pickupInstructions: 'Ask at the counter.',
});

/** All that others say of an order on its way: short of basil at first, then reserved, waiting, late, cooked, made, and made again. */
const newsOf = ({ id: orderId, number, customerId, customer }: Order): readonly (() => Promise<void>)[] => [
  () => shop.hear(showShort, { orderId, missing: [{ ...basil, needed: 24, onHand: 5 }] }, 1),
  () => shop.hear(showReserved, { orderId, ingredients: [{ ...basil, quantity: 24 }] }, 2),
  () => shop.hear(showCooking, { orderId, number, startedAt: at(5), estimatedReady: at(15) }, 3),
  () => shop.hear(showReady, { ...made(14), orderId, number, customerId, customer }, 4),
  () => shop.hear(mindUnattended, { orderId, number, level: 1, waitingSince: at(0), promisedAt: at(20) }, 1),
  () =>
    shop.hear(
      showEstimate,
      {
        ...{ orderId, number, customerId, customer, reason: 'An oven is cold.' },
        ...{ previousEstimate: at(20), newEstimate: at(30), promisedAt: at(20) },
      },
      2,
    ),
  () =>
    shop.hear(
      showRecalled,
      { orderId, number, customerId, customer, reason: 'Burnt.', recalledAt: at(16), readySequence: 4 },
      5,
    ),
  () => shop.hear(showReady, { ...made(22), orderId, number, customerId, customer }, 6),
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
    const all = newsOf(await newOrder()).map((_, index) => index);
    const deliveries = fc
      .array(fc.constantFrom(...all), { maxLength: 6 })
      .chain((again) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }));
    await fc.assert(
      fc.asyncProperty(deliveries, async (order) => {
        const placed = await newOrder();
        const news = newsOf(placed);
        for (const index of order) await news[index]?.();
        expect(await readOrder(placed.id, shop.parts)).toMatchObject({
          progress: { status: 'ready', startedAt: at(5), readyAt: at(22), asOf: 6 },
          stock: { status: 'reserved', asOf: 2 },
          estimate: { expectedAt: at(30), asOf: 2 },
          unattended: { level: 1, asOf: 1 },
        });
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
