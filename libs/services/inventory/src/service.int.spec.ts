import {
  InventoryLow,
  InventoryReserved,
  InventoryShort,
  MenuAvailabilityChanged,
  OrderCancelled,
  OrderCookingStarted,
  OrderPlaced,
  PurchaseOrderPlaced,
} from '@pizzeria/contracts';
import { startTestService, type TestService } from '@pizzeria/service/testing';
import { inventory } from './service';
import { aPlacedOrder, at, orderIdOf, pizzaLine } from './testing/fixtures';

let shop: TestService;
beforeEach(async () => {
  shop = await startTestService(inventory);
});
afterEach(() => shop.stop());

interface Shelf {
  readonly id: string;
  readonly onHand: number;
  readonly reserved: number;
  readonly available: number;
}

const shelf = async (id: string): Promise<Shelf | undefined> => {
  const { body } = await shop.call<{ ingredients: Shelf[] }>('GET', '/api/inventory/ingredients', { as: 'manager' });
  return body.ingredients.find((ingredient) => ingredient.id === id);
};

const stateOf = async (n: number): Promise<unknown> => {
  const path = `/api/inventory/reservations?orderId=${orderIdOf(n)}`;
  const { body } = await shop.call<{ reservations: { state: string }[] }>('GET', path, { as: 'kitchen' });
  return body.reservations.map(({ state }) => state);
};

const adjust = (id: string, body: unknown, as: 'kitchen' | 'manager' = 'manager') =>
  shop.call('POST', `/api/inventory/ingredients/${id}/adjustments`, { as, body });

const cookingOf = (n: number) => ({
  orderId: orderIdOf(n),
  number: n,
  startedAt: at('18:40'),
  estimatedReady: at('18:50'),
});

const cancellationOf = (n: number) => ({
  orderId: orderIdOf(n),
  number: n,
  customerId: aPlacedOrder().customerId,
  customer: { name: 'Ada' },
  reason: 'Changed my mind.',
  by: 'customer' as const,
  cancelledAt: at('18:35'),
});

describe('an order from placing to cooking', () => {
  it('has its ingredients set aside, and then taken', async () => {
    await shop.publishForeign(OrderPlaced, aPlacedOrder(1, { items: [pizzaLine('margherita', { quantity: 2 })] }));
    await shop.settled();
    expect(shop.published(InventoryReserved)).toMatchObject([
      {
        subject: `order/${orderIdOf(1)}`,
        sequence: 1,
        data: {
          ingredients: [
            { ingredientId: 'basil', quantity: 12 },
            { ingredientId: 'dough', quantity: 500 },
            { ingredientId: 'mozzarella', quantity: 240 },
            { ingredientId: 'tomato-sauce', quantity: 180 },
          ],
        },
      },
    ]);
    expect(await shelf('basil')).toMatchObject({ onHand: 2_000, reserved: 12, available: 1_988 });

    await shop.publishForeign(OrderCookingStarted, cookingOf(1));
    await shop.settled();
    expect(await shelf('basil')).toMatchObject({ onHand: 1_988, reserved: 0 });
    expect(await stateOf(1)).toEqual(['committed']);
  });

  it('is reserved once when its placing is delivered again, and when it is told anew', async () => {
    const id = await shop.publishForeign(OrderPlaced, aPlacedOrder(1));
    await shop.publishForeign(OrderPlaced, aPlacedOrder(1), { id });
    await shop.publishForeign(OrderPlaced, aPlacedOrder(1));
    await shop.settled();
    expect(shop.published(InventoryReserved)).toHaveLength(1);
    expect(await shelf('basil')).toMatchObject({ reserved: 6 });
  });

  it('gets nothing when its cancellation is heard of first', async () => {
    await shop.publishForeign(OrderCancelled, cancellationOf(1));
    await shop.settled();
    await shop.publishForeign(OrderPlaced, aPlacedOrder(1));
    await shop.settled();
    expect(await stateOf(1)).toEqual(['released']);
    expect(await shelf('basil')).toMatchObject({ onHand: 2_000, reserved: 0 });
    expect(shop.published()).toEqual([]);
  });

  it('gives back what it had when it is cancelled', async () => {
    await shop.publishForeign(OrderPlaced, aPlacedOrder(1));
    await shop.settled();
    await shop.publishForeign(OrderCancelled, cancellationOf(1));
    await shop.settled();
    expect(await stateOf(1)).toEqual(['released']);
    expect(await shelf('basil')).toMatchObject({ onHand: 2_000, reserved: 0 });
  });
});

describe('a shortage', () => {
  it('names all that is missing, and ends when a delivery is entered', async () => {
    await adjust('basil', { kind: 'count', quantity: 5 });
    await adjust('dough', { kind: 'count', quantity: 249 });
    await shop.publishForeign(OrderPlaced, aPlacedOrder(1));
    await shop.settled();
    expect(shop.published(InventoryShort).map(({ data }) => data.missing)).toMatchObject([
      [
        { ingredientId: 'basil', needed: 6, onHand: 5 },
        { ingredientId: 'dough', needed: 250, onHand: 249 },
      ],
    ]);

    await adjust('basil', { kind: 'delivery', quantity: 100 });
    expect(await stateOf(1)).toEqual(['waiting']);
    await adjust('dough', { kind: 'delivery', quantity: 10_000, note: 'borrowed next door' });
    await shop.settled();
    expect(await stateOf(1)).toEqual(['reserved']);
    expect(shop.published(InventoryReserved).map(({ sequence }) => sequence)).toEqual([2]);
  });

  it('is told to those who had theirs when what was set aside goes bad, the newest first', async () => {
    await shop.publishForeign(OrderPlaced, aPlacedOrder(1), { time: new Date(at('18:01')) });
    await shop.publishForeign(OrderPlaced, aPlacedOrder(2), { time: new Date(at('18:02')) });
    await shop.settled();
    await adjust('basil', { kind: 'count', quantity: 6 }, 'kitchen');
    await shop.settled();
    expect(await stateOf(1)).toEqual(['reserved']);
    expect(await stateOf(2)).toEqual(['waiting']);
    expect(shop.published(InventoryShort)).toMatchObject([{ subject: `order/${orderIdOf(2)}`, sequence: 2 }]);
  });
});

describe('procurement', () => {
  interface PurchaseOrders {
    readonly purchaseOrders: { id: string; state: string; supplier: { id: string }; lines: unknown[] }[];
    readonly nextCursor?: string;
  }
  const purchaseOrders = (query = '') =>
    shop.call<PurchaseOrders>('GET', `/api/inventory/purchase-orders${query}`, { as: 'manager' });
  const quarterOfAnHour = 15 * 60_000;

  it('orders what is low, sends it a quarter of an hour later, and puts away what comes, part by part', async () => {
    await adjust('parmesan', { kind: 'count', quantity: 1_999 });
    await adjust('parmesan', { kind: 'count', quantity: 1_500 });
    await shop.settled();
    expect(shop.published(InventoryLow)).toMatchObject([
      { subject: 'ingredient/parmesan', data: { current: 1_999, threshold: 2_000 } },
    ]);
    const { purchaseOrders: open } = (await purchaseOrders('?state=open')).body;
    expect(open).toMatchObject([{ supplier: { id: 'dairy' }, lines: [{ ingredientId: 'parmesan', received: 0 }] }]);
    const act = (action: string, body?: object) =>
      shop.call('POST', `/api/inventory/purchase-orders/${open[0]?.id}/${action}`, { as: 'manager', body });
    expect(await act('receive')).toMatchObject({
      status: 409,
      body: { code: 'purchase-order-open', state: { state: 'open' } },
    });

    await shop.chore('procure');
    await shop.settled();
    expect(shop.published(PurchaseOrderPlaced)).toEqual([]);
    shop.clock.advance(quarterOfAnHour);
    await Promise.all([shop.chore('procure'), shop.chore('procure')]);
    await shop.settled();
    const [said, ...more] = shop.published(PurchaseOrderPlaced);
    expect(more).toEqual([]);
    expect(said).toMatchObject({ sequence: 1, data: { purchaseOrderId: open[0]?.id } });
    expect(await act('send')).toMatchObject({ status: 200, body: { state: 'sent', already: true } });

    const some = { lines: [{ ingredientId: 'parmesan', quantity: 1_000 }] };
    expect(await act('receive', some)).toMatchObject({
      status: 200,
      body: { state: 'partly-received', already: false, lines: [{ received: 1_000, outstanding: 3_500 }] },
    });
    expect(await act('receive', { complete: true })).toMatchObject({
      body: { state: 'received', already: false, lines: [{ received: 1_000, outstanding: 0 }] },
    });
    expect(await act('receive')).toMatchObject({ status: 200, body: { already: true } });
    expect(await shelf('parmesan')).toMatchObject({ onHand: 2_500 });
  });

  it('sends at once when a manager says so, once', async () => {
    await adjust('parmesan', { kind: 'count', quantity: 0 });
    await shop.settled();
    const [open] = (await purchaseOrders('?state=open')).body.purchaseOrders;
    const send = () => shop.call('POST', `/api/inventory/purchase-orders/${open?.id}/send`, { as: 'manager' });
    const answers = await Promise.all([send(), send(), shop.chore('procure')]);
    expect(answers.slice(0, 2).map((answer) => answer?.status)).toEqual([200, 200]);
    await shop.settled();
    expect(shop.published(PurchaseOrderPlaced)).toHaveLength(1);
  });

  it('lists purchase orders page by page, newest first', async () => {
    for (const id of ['parmesan', 'ham', 'cola']) await adjust(id, { kind: 'count', quantity: 0 });
    await shop.settled();
    const first = (await purchaseOrders('?limit=2')).body;
    const second = (await purchaseOrders(`?limit=2&cursor=${first.nextCursor}`)).body;
    expect(first.purchaseOrders).toHaveLength(2);
    expect(second.purchaseOrders).toHaveLength(1);
    expect(second.nextCursor).toBeUndefined();
    const suppliers = [...first.purchaseOrders, ...second.purchaseOrders].map(({ supplier }) => supplier.id);
    expect(suppliers.sort()).toEqual(['butcher', 'dairy', 'drinks']);
  });
});

describe('the menu', () => {
  it('is told what cannot be made, in the same breath as the order that took the last of it', async () => {
    await adjust('basil', { kind: 'count', quantity: 6 });
    await shop.settled();
    expect(shop.published(MenuAvailabilityChanged)).toEqual([]);
    await shop.publishForeign(OrderPlaced, aPlacedOrder(1));
    await shop.settled();
    const unavailable = [
      { sku: 'basil', missing: ['basil'] },
      { sku: 'margherita', missing: ['basil'] },
    ];
    expect(shop.published(MenuAvailabilityChanged)).toMatchObject([
      { subject: 'menu/main', sequence: 1, data: { unavailable } },
    ]);
    await shop.publishForeign(OrderCancelled, cancellationOf(1));
    await shop.settled();
    expect(shop.published(MenuAvailabilityChanged).at(-1)).toMatchObject({ sequence: 2, data: { unavailable: [] } });
    await shop.chore('availability');
    expect(shop.published(MenuAvailabilityChanged)).toHaveLength(2);
  });
});
