import { OrderCookingStarted, OrderReady } from '@pizzeria/contracts';
import type { EventDefinition } from '@pizzeria/bus';
import { publisherPacts, type Story } from '@pizzeria/pacts';
import { openEvening, orderIdOf, type Evening } from './testing/evening';

let evening: Evening;
beforeAll(async () => {
  evening = await openEvening();
});
afterAll(() => evening.shop.stop());

let orders = 0;

/** A cook starts Ada's ticket and bumps it to ready. */
const said =
  (event: EventDefinition): Story =>
  async () => {
    orders += 1;
    await evening.queue(orders);
    await evening.press(orders, 'start');
    await evening.press(orders, 'ready');
    await evening.shop.settled();
    return evening.shop.published(event).find(({ subject }) => subject === `order/${orderIdOf(orders)}`)?.data;
  };

publisherPacts('kitchen', {
  'order.cooking-started v1: by a cook': said(OrderCookingStarted),
  'order.ready v1: at the counter': said(OrderReady),
  'order.ready v1: collected by a customer with phone and e-mail': said(OrderReady),
});
