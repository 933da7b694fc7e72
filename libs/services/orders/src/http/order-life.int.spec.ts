import {
  InventoryReserved,
  InventoryShort,
  OrderCancelled,
  OrderCookingStarted,
  OrderDelivered,
  OrderEstimateChanged,
  OrderOutForDelivery,
  OrderReady,
  OrderRecalled,
  OrderUnattended,
  OrderUndeliverable,
  PaymentProcessed,
  PaymentRefunded,
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

describe('money back', () => {
  const refund = (minor: number) => ({
    as: 'kitchen' as const,
    body: { method: 'card', amount: { amount: minor, currency: 'USD' }, reason: 'The order was cancelled.' },
  });

  it('for a cancelled order is given in parts, never more than was paid, until it is refunded', async () => {
    const order = await counter.place();
    await counter.act(order, 'payments', { as: 'kitchen', body: { method: 'card', amount } });
    expect(await counter.act(order, 'refunds', refund(100))).toMatchObject({
      status: 409,
      body: { code: 'not-refundable', state: { status: 'placed', payment: 'paid' } },
    });
    await counter.act(order, 'cancel', { as: 'manager', body: reason });
    expect(await counter.act(order, 'refunds', refund(1_000))).toMatchObject({
      status: 201,
      body: { payment: { status: 'refund-due', refunded: { amount: 1_000 }, refundDue: { amount: 2_198 } } },
    });
    expect((await counter.act(order, 'refunds', refund(2_199))).body).toMatchObject({ code: 'more-than-paid' });
    const { body } = await counter.act(order, 'refunds', refund(2_198));
    expect(body['payment']).toEqual({
      status: 'refunded',
      paid: amount,
      outstanding: { ...amount, amount: 0 },
      refunded: amount,
    });
    expect((await counter.act(order, 'refunds', refund(1))).body).toMatchObject({ code: 'nothing-to-refund' });
    expect(await counter.read(order)).toMatchObject({ payment: { status: 'refunded', refunded: amount } });

    expect(await counter.told(order)).toEqual([
      '1 order.placed',
      '2 payment.processed',
      '3 order.cancelled',
      '4 payment.refunded',
      '5 payment.refunded',
    ]);
    const events = counter.service.published(PaymentRefunded).filter(({ data }) => data.orderId === order.id);
    expect(events.map(({ data }) => data.amount.amount)).toEqual([1_000, 2_198]);
  });

  it('twice at the same moment is given once', async () => {
    const order = await counter.place();
    await counter.act(order, 'payments', { as: 'kitchen', body: { method: 'card', amount } });
    await counter.act(order, 'cancel', { as: 'manager', body: reason });
    const answers = await Promise.all(Array.from({ length: 4 }, () => counter.act(order, 'refunds', refund(3_198))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  it('for a delivered order is given by a manager alone', async () => {
    const order = await counter.place(forPickup);
    await counter.finish(order);
    await counter.act(order, 'payments', { as: 'kitchen', body: { method: 'card', amount } });
    await counter.act(order, 'deliver', { as: 'kitchen' });
    expect(await counter.act(order, 'refunds', refund(500))).toMatchObject({
      status: 403,
      body: { code: 'manager-only' },
    });
    expect(await counter.act(order, 'refunds', { ...refund(500), as: 'manager' })).toMatchObject({
      status: 201,
      body: { status: 'delivered', payment: { status: 'paid', outstanding: { amount: 0 }, refunded: { amount: 500 } } },
    });
  });
});

describe('an order that cannot be delivered', () => {
  const nobody = { as: 'courier', body: { reason: 'Nobody opened the door.' } } as const;

  it('comes back, goes out again and is delivered', async () => {
    const order = await counter.place();
    await counter.finish(order);
    expect(await counter.act(order, 'undeliverable', nobody)).toMatchObject({
      status: 409,
      body: { code: 'not-dispatched', state: { status: 'ready' } },
    });
    await counter.act(order, 'dispatch', { as: 'courier' });
    const back = await counter.act(order, 'undeliverable', nobody);
    expect(back).toMatchObject({
      status: 200,
      body: { status: 'undeliverable', undeliverable: { reason: 'Nobody opened the door.' } },
    });
    expect((await counter.act(order, 'undeliverable', nobody)).body).toEqual(back.body);
    await counter.act(order, 'dispatch', { as: 'courier' });
    expect((await counter.act(order, 'deliver', { as: 'courier' })).status).toBe(200);
    expect(await counter.told(order)).toEqual([
      '1 order.placed',
      '2 order.out-for-delivery',
      '3 order.undeliverable',
      '4 order.out-for-delivery',
      '5 order.delivered',
    ]);
    const [event] = counter.service.published(OrderUndeliverable).filter(({ data }) => data.orderId === order.id);
    expect(event?.data).toMatchObject({ courier: { id: 'test-courier' }, reason: 'Nobody opened the door.' });
  });

  it('is collected at the counter by its customer, whoever hands it over', async () => {
    const order = await counter.place();
    await counter.finish(order);
    await counter.act(order, 'dispatch', { as: 'courier' });
    expect((await counter.act(order, 'undeliverable', { ...nobody, as: 'kitchen' })).status).toBe(200);
    const collected = await counter.act(order, 'deliver', { as: 'kitchen' });
    expect(collected).toMatchObject({ status: 200, body: { status: 'delivered' } });
    expect(collected.body).not.toHaveProperty('courier');
    expect(await counter.act(order, 'dispatch', { as: 'courier' })).toMatchObject({
      status: 409,
      body: { code: 'handed-over' },
    });
    expect(await counter.told(order)).toEqual([
      '1 order.placed',
      '2 order.out-for-delivery',
      '3 order.undeliverable',
      '4 order.delivered',
    ]);
  });

  it('is cancelled by staff, and not by its customer', async () => {
    const order = await counter.place();
    await counter.finish(order);
    await counter.act(order, 'dispatch', { as: 'courier' });
    await counter.act(order, 'undeliverable', nobody);
    expect((await counter.act(order, 'cancel', { tracking: order.token, body: reason })).status).toBe(409);
    expect(await counter.act(order, 'cancel', { as: 'courier', body: reason })).toMatchObject({
      status: 200,
      body: { status: 'cancelled', cancellation: { by: 'staff' } },
    });
  });
});

describe('the kitchen', () => {
  const about = ({ id: orderId, number }: { id: string; number: number }) => ({ orderId, number });

  it('takes back that an order is ready, and old news of it changes nothing', async () => {
    const order = await counter.place();
    await counter.cook(order);
    await counter.finish(order);
    const recall = { ...OrderRecalled.example, ...about(order) };
    await counter.service.publishForeign(OrderRecalled, recall, { sequence: 3 });
    await counter.finish(order);
    expect(await counter.read(order)).toMatchObject({
      status: 'cooking',
      recalledAt: OrderRecalled.example.recalledAt,
    });
    const ready = { ...OrderReady.example, ...about(order) };
    await counter.service.publishForeign(OrderReady, ready, { sequence: 4 });
    await counter.service.settled();
    expect(await counter.read(order)).toMatchObject({ status: 'ready' });
  });

  it('changes when an order is expected, and leaves its promise', async () => {
    const order = await counter.place();
    const { estimatedDelivery } = await counter.read(order);
    const estimate = { ...OrderEstimateChanged.example, ...about(order) };
    await counter.service.publishForeign(OrderEstimateChanged, estimate);
    await counter.service.settled();
    expect(await counter.read(order)).toMatchObject({
      estimatedDelivery,
      expected: { at: estimate.newEstimate, reason: estimate.reason },
    });
  });

  it('complains of an order that nobody starts: staff see it, its customer does not, and the third time it is off', async () => {
    const order = await counter.place();
    await counter.act(order, 'payments', { as: 'kitchen', body: { method: 'card', amount } });
    const complain = async (level: 1 | 2 | 3) => {
      const said = { ...OrderUnattended.example, ...about(order), level };
      await counter.service.publishForeign(OrderUnattended, said, { sequence: level });
      await counter.service.settled();
    };
    const seenBy = async (options: CallOptions) =>
      (await counter.service.call('GET', `/api/orders/${order.id}`, options)).body['unattended'];
    for (const level of [1, 2] as const) {
      await complain(level);
      const { waitingSince } = OrderUnattended.example;
      expect(await seenBy({ as: 'kitchen' })).toEqual({ level, waitingSince });
      expect(await seenBy({ tracking: order.token })).toBeUndefined();
    }
    await complain(3);
    expect(await counter.read(order)).toMatchObject({
      status: 'cancelled',
      cancellation: { by: 'system' },
      payment: { status: 'refund-due', refundDue: amount },
    });
    await complain(3);
    expect(await counter.told(order)).toEqual(['1 order.placed', '2 payment.processed', '3 order.cancelled']);
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
