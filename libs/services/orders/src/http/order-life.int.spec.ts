import {
  InventoryReserved,
  InventoryShort,
  OrderCancelled,
  OrderCookingStarted,
  OrderDelivered,
  OrderOutForDelivery,
  OrderReady,
  PaymentProcessed,
} from '@pizzeria/contracts';
import type { CallOptions } from '@pizzeria/service/testing';
import { openCounter, type Counter } from '../testing/counter';
import { forPickup } from '../testing/requests';

let counter: Counter;
beforeAll(async () => void (counter = await openCounter()));
afterAll(() => counter.close());

const amount = { amount: 3198, currency: 'USD' };
const reason = { reason: 'Changed my mind.' };

describe('an order', () => {
  it('goes from placed to the door, shown at each step and told to everyone', async () => {
    const order = await counter.place();
    const orderId = order.id;
    await counter.service.publishForeign(InventoryShort, { ...InventoryShort.example, orderId }, { sequence: 1 });
    await counter.service.settled();
    expect(await counter.read(order)).toMatchObject({
      status: 'placed',
      stock: 'short',
      missing: [{ ingredientId: 'basil' }],
    });
    await counter.service.publishForeign(InventoryReserved, { ...InventoryReserved.example, orderId }, { sequence: 2 });
    await counter.service.settled();
    expect(await counter.read(order)).toMatchObject({ status: 'placed', stock: 'reserved' });
    await counter.cook(order);
    expect(await counter.read(order)).toMatchObject({
      status: 'cooking',
      estimatedReady: OrderCookingStarted.example.estimatedReady,
    });
    await counter.finish(order);
    expect(await counter.read(order)).toMatchObject({ status: 'ready', readyAt: OrderReady.example.readyAt });

    const dispatched = await counter.act(order, 'dispatch', { as: 'courier', body: {} });
    expect(dispatched).toMatchObject({
      status: 200,
      body: { status: 'out-for-delivery', courier: { id: 'test-courier' } },
    });
    const paid = await counter.act(order, 'payments', { as: 'courier', body: { method: 'cash', amount } });
    expect(paid).toMatchObject({ status: 201, body: { payment: { status: 'paid', outstanding: { amount: 0 } } } });
    const delivered = await counter.act(order, 'deliver', { as: 'courier' });
    expect(delivered).toMatchObject({ status: 200, body: { status: 'delivered' } });

    expect(await counter.told(order)).toEqual([
      '1 order.placed',
      '2 order.out-for-delivery',
      '3 payment.processed',
      '4 order.delivered',
    ]);
    expect(await counter.service.deadLetters()).toEqual([]);
  });

  it('for pickup is handed over at the counter', async () => {
    const order = await counter.place(forPickup);
    await counter.finish(order);
    expect(await counter.act(order, 'dispatch', { as: 'courier' })).toMatchObject({
      status: 409,
      body: { code: 'order-is-for-pickup', state: { status: 'ready' } },
    });
    expect((await counter.act(order, 'deliver', { as: 'kitchen' })).status).toBe(200);
    expect(await counter.told(order)).toEqual(['1 order.placed', '2 order.delivered']);
  });

  it('handed over twice is handed over once; the second answer shows it as it is', async () => {
    const order = await counter.place();
    await counter.finish(order);
    const both = async (action: string, options: CallOptions) => {
      const answers = await Promise.all([counter.act(order, action, options), counter.act(order, action, options)]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      expect(answers[1]?.body).toEqual(answers[0]?.body);
    };
    await both('dispatch', { as: 'courier', body: { courierName: 'Bruno' } });
    await both('deliver', { as: 'courier' });
    await counter.service.settled();
    for (const event of [OrderOutForDelivery, OrderDelivered]) {
      expect(counter.service.published(event).filter(({ subject }) => subject === `order/${order.id}`)).toHaveLength(1);
    }
    expect(await counter.act(order, 'cancel', { as: 'manager', body: reason })).toMatchObject({
      status: 409,
      body: { code: 'handed-over', state: { status: 'delivered' } },
    });
  });
});

describe('a cancellation', () => {
  it('by the customer stands, and later news of cooking changes nothing', async () => {
    const order = await counter.place();
    expect(await counter.act(order, 'cancel', { tracking: order.token, body: reason })).toMatchObject({
      status: 200,
      body: { status: 'cancelled', cancellation: { by: 'customer', ...reason } },
    });
    await counter.cook(order);
    await counter.finish(order);
    expect(await counter.read(order)).toMatchObject({ status: 'cancelled' });
    expect((await counter.act(order, 'cancel', { tracking: order.token, body: reason })).status).toBe(200);
    expect(await counter.told(order)).toEqual(['1 order.placed', '2 order.cancelled']);
  });

  it('by the customer is refused once a cook began, and open to staff with a reason', async () => {
    const order = await counter.place();
    await counter.cook(order);
    expect(await counter.act(order, 'cancel', { tracking: order.token, body: reason })).toMatchObject({
      status: 409,
      body: { code: 'cooking-started', state: { status: 'cooking' } },
    });
    expect((await counter.act(order, 'cancel', { as: 'manager', body: {} })).status).toBe(400);
    expect((await counter.act(order, 'cancel', { as: 'manager', body: reason })).status).toBe(200);
  });

  it('of a paid order makes the money due', async () => {
    const order = await counter.place();
    await counter.act(order, 'payments', { as: 'kitchen', body: { method: 'card', amount, reference: 'terminal-1' } });
    const { body } = await counter.act(order, 'cancel', { tracking: order.token, body: reason });
    expect(body).toMatchObject({ payment: { status: 'refund-due', refundDue: amount } });
    await counter.service.settled();
    const [event] = counter.service.published(OrderCancelled).filter(({ data }) => data.orderId === order.id);
    expect(event?.data.refundDue).toEqual(amount);
  });
});

describe('a payment', () => {
  it('may be a part; more than is left is refused with the present state', async () => {
    const order = await counter.place();
    const pay = (minor: number, currency = 'USD') =>
      counter.act(order, 'payments', { as: 'manager', body: { method: 'cash', amount: { amount: minor, currency } } });
    expect(await pay(3000)).toMatchObject({ status: 201, body: { payment: { outstanding: { amount: 198 } } } });
    expect(await pay(199)).toMatchObject({
      status: 409,
      body: { code: 'more-than-outstanding', state: { payment: 'unpaid' } },
    });
    expect((await pay(198, 'EUR')).body).toMatchObject({ code: 'other-currency' });
    expect((await pay(0)).status).toBe(400);
    expect((await pay(-5)).status).toBe(400);
    expect((await pay(198)).body).toMatchObject({ payment: { status: 'paid' } });
    await counter.service.settled();
    const events = counter.service.published(PaymentProcessed).filter(({ data }) => data.orderId === order.id);
    expect(events.map(({ data }) => data.outstanding.amount)).toEqual([198, 0]);
  });
});

describe('news', () => {
  it('that comes twice has its effect once', async () => {
    const order = await counter.place();
    const news = { ...OrderCookingStarted.example, orderId: order.id, number: order.number };
    const id = await counter.service.publishForeign(OrderCookingStarted, news);
    await counter.service.publishForeign(OrderCookingStarted, news, { id });
    await counter.service.settled();
    expect(await counter.read(order)).toMatchObject({ status: 'cooking' });
    expect(await counter.service.database.sql('inbox').where({ message_id: id })).toHaveLength(1);
  });

  it('of an order nobody placed ends as a dead letter, not in silence', async () => {
    const orderId = '01995f2a-7c00-7000-8000-00000000beef';
    const id = await counter.service.publishForeign(OrderReady, { ...OrderReady.example, orderId });
    await counter.service.settled();
    expect((await counter.service.deadLetters()).map(({ messageId, reason: why }) => [messageId, why])).toEqual([
      [id, 'retries-exhausted'],
    ]);
  });
});
