import {
  KitchenLoadChanged,
  OrderCookingStarted,
  OrderEstimateChanged,
  OrderReady,
  OrderRecalled,
  OrderUnattended,
} from '@pizzeria/contracts';
import type { EventDefinition } from '@pizzeria/bus';
import { publisherPacts, type Story } from '@pizzeria/pacts';
import { openEvening, orderIdOf, type Evening } from './testing/evening';

let evening: Evening;
beforeAll(async () => {
  evening = await openEvening();
});
afterAll(() => evening.shop.stop());

let orders = 0;

/** Ada's ticket may be started; what then happens makes the kitchen say this event about her order. */
const said =
  (event: EventDefinition, happens: (n: number) => Promise<unknown>): Story =>
  async () => {
    orders += 1;
    await evening.queue(orders);
    await happens(orders);
    await evening.shop.settled();
    return evening.shop.published(event).findLast(({ subject }) => subject === `order/${orderIdOf(orders)}`)?.data;
  };

const made = async (n: number): Promise<void> => {
  await evening.press(n, 'start');
  await evening.press(n, 'ready');
};
const recalled = async (n: number): Promise<void> => {
  await made(n);
  await evening.press(n, 'recall', { reason: 'The drinks were missing.' });
};
const leftAlone = (chore: string) => async (): Promise<void> => {
  evening.shop.clock.advance(60 * 60_000);
  await evening.shop.chore(chore);
};

/** Many pizzas are to be made before the next. */
const busy: Story = async () => {
  const full = await openEvening();
  try {
    for (let n = 1; n <= 6; n += 1) await full.queue(n);
    await full.shop.chore('load');
    await full.shop.settled();
    return full.shop.published(KitchenLoadChanged).at(-1)?.data;
  } finally {
    await full.shop.stop();
  }
};

publisherPacts('kitchen', {
  'order.cooking-started v1: by a cook': said(OrderCookingStarted, made),
  'order.ready v1: at the counter': said(OrderReady, made),
  'order.ready v1: collected by a customer with phone and e-mail': said(OrderReady, made),
  'order.recalled v1: from the counter': said(OrderRecalled, recalled),
  'order.recalled v1: from a customer with phone and e-mail': said(OrderRecalled, recalled),
  'order.estimate-changed v1: to later': said(OrderEstimateChanged, leftAlone('estimates')),
  'order.estimate-changed v1: much later than promised': said(OrderEstimateChanged, leftAlone('estimates')),
  'order.unattended v1: for a while': said(OrderUnattended, leftAlone('escalate')),
  'order.unattended v1: at its first level': said(OrderUnattended, leftAlone('escalate')),
  'kitchen.load-changed v1: that a new order waits': busy,
});
