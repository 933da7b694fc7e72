import {
  OrderCancelled,
  OrderDelivered,
  OrderOutForDelivery,
  OrderPlaced,
  OrderUndeliverable,
  PaymentProcessed,
  PaymentRefunded,
} from '@pizzeria/contracts';
import type { EventDefinition } from '@pizzeria/bus';
import { publisherPacts, type Story } from '@pizzeria/pacts';
import { openCounter, type Counter, type Placed } from './testing/counter';

let counter: Counter;
beforeAll(async () => {
  counter = await openCounter();
});
afterAll(() => counter.close());

/** Ada orders to her door, with a note; what then happens makes the counter say this event about her order. */
const said =
  (event: EventDefinition, happens: (order: Placed) => Promise<unknown> = () => Promise.resolve()): Story =>
  async () => {
    const order = await counter.place();
    await happens(order);
    await counter.service.settled();
    return counter.service.published(event).find(({ subject }) => subject === `order/${order.id}`)?.data;
  };

const dispatched = async (order: Placed): Promise<void> => {
  await counter.cook(order);
  await counter.finish(order);
  await counter.act(order, 'dispatch', { as: 'courier' });
};
const paid = async (order: Placed): Promise<void> => {
  const body = { method: 'cash', amount: { amount: 3198, currency: 'USD' } };
  await counter.act(order, 'payments', { as: 'courier', body });
};
const delivered = async (order: Placed): Promise<void> => {
  await dispatched(order);
  await paid(order);
  await counter.act(order, 'deliver', { as: 'courier' });
};
const cancelled = (order: Placed) =>
  counter.act(order, 'cancel', { tracking: order.token, body: { reason: 'Changed my mind.' } });
const broughtBack = async (order: Placed): Promise<void> => {
  await dispatched(order);
  await counter.act(order, 'undeliverable', { as: 'courier', body: { reason: 'Nobody opened the door.' } });
};
const refunded = async (order: Placed): Promise<void> => {
  await paid(order);
  await cancelled(order);
  const body = { method: 'cash', amount: { amount: 3198, currency: 'USD' }, reason: 'The order was cancelled.' };
  await counter.act(order, 'refunds', { as: 'manager', body });
};

publisherPacts('orders', {
  'order.placed v2: of pizzas': said(OrderPlaced),
  'order.placed v2: delivered, with a note': said(OrderPlaced),
  'order.placed v2: delivered to a customer with phone and e-mail': said(OrderPlaced),
  'order.cancelled v1: before cooking': said(OrderCancelled, cancelled),
  'order.out-for-delivery v1: with a courier': said(OrderOutForDelivery, dispatched),
  'order.delivered v1: at the door': said(OrderDelivered, delivered),
  'order.undeliverable v1: brought back': said(OrderUndeliverable, broughtBack),
  'order.undeliverable v1: at a closed door': said(OrderUndeliverable, broughtBack),
  'payment.processed v1: in full': said(PaymentProcessed, paid),
  'payment.refunded v1: in full': said(PaymentRefunded, refunded),
  'payment.refunded v1: of a cancelled order': said(PaymentRefunded, refunded),
});
