import {
  OrderCancelled,
  OrderDelivered,
  OrderOutForDelivery,
  OrderPlaced,
  OrderUndeliverable,
  PaymentProcessed,
} from '@pizzeria/contracts';
import type { EventDefinition } from '@pizzeria/bus';
import { notYetRaised, publisherPacts, type Story } from '@pizzeria/pacts';
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

publisherPacts('orders', {
  'order.placed v2: of pizzas': said(OrderPlaced),
  'order.placed v2: delivered, with a note': said(OrderPlaced),
  'order.placed v2: delivered to a customer with phone and e-mail': said(OrderPlaced),
  'order.cancelled v1: before cooking': said(OrderCancelled, cancelled),
  'order.out-for-delivery v1: with a courier': said(OrderOutForDelivery, dispatched),
  'order.delivered v1: at the door': said(OrderDelivered, delivered),
  'order.undeliverable v1: brought back': notYetRaised(OrderUndeliverable),
  'payment.processed v1: in full': said(PaymentProcessed, paid),
});
