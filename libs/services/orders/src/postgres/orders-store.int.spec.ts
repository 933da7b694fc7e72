import { cancelOrder } from '../use-cases/cancel-order';
import { placeOrder } from '../use-cases/place-order';
import { listOrders, readOrder } from '../use-cases/read-orders';
import { recordPayment } from '../use-cases/record-payment';
import { showCooking } from '../on/order-cooking-started';
import { adasRequest, openShop, type Shop } from '../testing/shop';
import { minutesLater, toAdasDoor } from '../testing/orders';

let shop: Shop;
beforeAll(async () => void (shop = await openShop()));
afterAll(() => shop.close());

const place = async (request = adasRequest) => placeOrder(request, shop.parts);
const noTime = { by: 'customer', reason: 'No time.' } as const;

describe('a placed order', () => {
  it('reads back as it was answered', async () => {
    const { order } = await place({ ...adasRequest, fulfilment: toAdasDoor });
    expect(await readOrder(order.id, shop.parts)).toEqual(JSON.parse(JSON.stringify(order)));
  });

  it('leaves with its event, or not at all', async () => {
    const { order } = await place();
    expect(await shop.published(order)).toMatchObject([
      {
        type: 'com.mariopizzeria.order.placed',
        version: 2,
        sequence: 1,
        data: { orderId: order.id, number: order.number },
      },
    ]);
    const before = (await shop.published()).length;
    const lost = shop.database.transaction(async () => {
      const { order: doomed } = await place();
      throw new Error(doomed.id);
    });
    const id = await lost.then(String, ({ message }: Error) => message);
    expect(await shop.parts.orders.find(id)).toBeUndefined();
    expect(await shop.published()).toHaveLength(before);
  });

  it('opens to its tracking token and to no other, which the database does not hold', async () => {
    const { order, trackingToken } = await place();
    const other = await place();
    const { orders, tokens } = shop.parts;
    expect(trackingToken.length).toBeGreaterThanOrEqual(22);
    expect(await orders.opens(order.id, tokens.hash(trackingToken))).toBe(true);
    expect(await orders.opens(order.id, tokens.hash(other.trackingToken))).toBe(false);
    expect(await orders.opens(other.order.id, tokens.hash(trackingToken))).toBe(false);
    const rows = await shop.database.sql('orders').where({ id: order.id });
    expect(JSON.stringify(rows)).not.toContain(trackingToken);
  });
});

describe('a decision on an order', () => {
  it('counts the order’s events on, one by one', async () => {
    const { order } = await place();
    const amount = { amount: 1000, currency: 'USD' };
    await recordPayment(order.id, { method: 'cash', amount }, shop.parts);
    await recordPayment(order.id, { method: 'cash', amount }, shop.parts);
    await cancelOrder(order.id, noTime, shop.parts);
    const events = await shop.published(order);
    expect(events.map(({ type, sequence }) => [type.replace('com.mariopizzeria.', ''), sequence])).toEqual([
      ['order.placed', 1],
      ['payment.processed', 2],
      ['payment.processed', 3],
      ['order.cancelled', 4],
    ]);
    expect(events.at(-1)?.data).toMatchObject({ refundDue: { amount: 2000, currency: 'USD' } });
  });

  it('that is refused changes nothing and tells nobody', async () => {
    const { order } = await place();
    const tooMuch = { method: 'cash', amount: { amount: 3199, currency: 'USD' } } as const;
    await expect(recordPayment(order.id, tooMuch, shop.parts)).rejects.toMatchObject({ kind: 'conflict' });
    expect(await readOrder(order.id, shop.parts)).toEqual(JSON.parse(JSON.stringify(order)));
    expect(await shop.published(order)).toHaveLength(1);
  });

  it('on an order that does not exist is refused', async () => {
    const nobodys = '01995f2a-7c00-7000-8000-00000000dead';
    await expect(cancelOrder(nobodys, noTime, shop.parts)).rejects.toMatchObject({ code: 'order-not-found' });
    await expect(readOrder(nobodys, shop.parts)).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('at the same moment', () => {
  it('ten cancellations of one order are one, and all are told so', async () => {
    const { order } = await place();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => cancelOrder(order.id, noTime, shop.parts)));
    expect(outcomes.map(({ progress }) => progress.status)).toEqual(Array(10).fill('cancelled'));
    expect(await shop.published(order)).toHaveLength(2);
  });

  it('a cancellation and the start of cooking end in one of the two, never in both', async () => {
    const rounds = await Promise.all(Array.from({ length: 20 }, () => place()));
    const ends = await Promise.all(
      rounds.map(async ({ order: { id, number } }, round) => {
        const begun = { orderId: id, number, startedAt: at(5), estimatedReady: at(15) };
        const cancel = () =>
          cancelOrder(id, noTime, shop.parts).then(
            () => 'accepted',
            ({ code }: { code: string }) => code,
          );
        const cook = () => shop.hear(showCooking, begun, 1);
        const [answer] =
          round % 2 === 0 ? await Promise.all([cancel(), cook()]) : (await Promise.all([cook(), cancel()])).reverse();
        return { answer, status: (await readOrder(id, shop.parts)).progress.status };
      }),
    );
    for (const end of ends) {
      expect([
        { answer: 'accepted', status: 'cancelled' },
        { answer: 'cooking-started', status: 'cooking' },
      ]).toContainEqual(end);
    }
    const cancelled = ends.filter(({ status }) => status === 'cancelled');
    const ids = rounds.map(({ order }) => `order/${order.id}`);
    const said = (await shop.published()).filter(
      ({ type, subject }) => type.endsWith('cancelled') && ids.includes(subject),
    );
    expect(said).toHaveLength(cancelled.length);
  });

  it('payments from two tills never take more than is owed', async () => {
    const { order } = await place();
    const half = { method: 'card', amount: { amount: 1599, currency: 'USD' } } as const;
    const tries = await Promise.allSettled(Array.from({ length: 6 }, () => recordPayment(order.id, half, shop.parts)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect((await readOrder(order.id, shop.parts)).payment.status).toBe('paid');
  });

  it('the first orders of one customer make one customer, each order with a number of its own', async () => {
    const grace = { ...adasRequest, customer: { name: 'Grace', phone: '(415) 555-0177' } };
    const orders = await Promise.all(Array.from({ length: 20 }, () => place(grace)));
    expect(new Set(orders.map(({ order }) => order.customerId)).size).toBe(1);
    expect(new Set(orders.map(({ order }) => order.number)).size).toBe(20);
    expect(await shop.database.sql('customers').where({ phone: '+14155550177' })).toHaveLength(1);
  });
});

describe('a customer', () => {
  it('is known by phone, however it is written', async () => {
    const orders = await Promise.all(
      ['+1 415 555 0188', '(415) 555-0188', '415.555.0188'].map((phone) =>
        place({ ...adasRequest, customer: { name: 'Linus', phone } }),
      ),
    );
    expect(new Set(orders.map(({ order }) => order.customerId)).size).toBe(1);
  });

  it('without a phone is known by e-mail, however it is written', async () => {
    const first = await place({ ...adasRequest, customer: { name: 'Ken', email: 'Ken@Example.com' } });
    const second = await place({ ...adasRequest, customer: { name: 'Ken', email: 'ken@example.com' } });
    expect(second.order.customerId).toBe(first.order.customerId);
    expect(second.order.customer).toEqual({ name: 'Ken', email: 'ken@example.com' });
  });

  it('who cannot be reached is refused', async () => {
    await expect(place({ ...adasRequest, customer: { name: 'Nobody' } })).rejects.toMatchObject({
      kind: 'invalid',
      code: 'contact-missing',
    });
    await expect(place({ ...adasRequest, customer: { name: 'Nobody', phone: '12345' } })).rejects.toMatchObject({
      code: 'phone-not-valid',
      details: { errors: [{ path: 'customer.phone' }] },
    });
  });
});

describe('the list of orders', () => {
  it('shows all of one status, newest first, page by page', async () => {
    const placed = await Promise.all(Array.from({ length: 5 }, () => place()));
    const numbers = placed.map(({ order }) => order.number).sort((a, b) => b - a);
    const seen: number[] = [];
    let after: number | undefined = Math.max(...numbers) + 1;
    while (after !== undefined && seen.length < 5) {
      const { page, next } = await listOrders({ limit: 2, after, status: 'placed' }, shop.parts);
      seen.push(...page.map(({ number }) => number));
      after = next;
    }
    expect(seen.slice(0, 5)).toEqual(numbers);
    await cancelOrder(placed[0]?.order.id ?? '', noTime, shop.parts);
    const { page, next } = await listOrders({ limit: 100, status: 'cancelled' }, shop.parts);
    expect(page.map(({ number }) => number)).toContain(placed[0]?.order.number);
    expect(page.every(({ progress }) => progress.status === 'cancelled')).toBe(true);
    expect(next).toBeUndefined();
  });
});

const at = (minutes: number): string => minutesLater(minutes).toISOString();
