import type { PlacedOrder } from '../orders';
import { phoneOfTheRecalled } from './allowed-differences';
import type { People } from './people';

/** Of this there is too little when the shop opens, until somebody enters a delivery. */
export const missingAtFirst = 'pineapple';

const pickup = { fulfilment: { type: 'pickup' } };
const hawaiian = { items: [{ sku: 'hawaiian', size: 'medium', quantity: 1 }] };

/** One order's life: what is asked for, and what people do with it afterwards. */
export interface Life {
  readonly name: string;
  readonly asks: object;
  live(order: PlacedOrder, people: People): Promise<void>;
}

export const lives: readonly Life[] = [
  {
    name: 'brought to the door and paid there',
    asks: {},
    live: async ({ id }, { cook, bring, pay }) => {
      await cook(id);
      await bring(id);
      await pay(id);
    },
  },
  {
    name: 'paid and collected at the counter',
    asks: pickup,
    live: async ({ id }, { cook, collect, pay }) => {
      await pay(id);
      await cook(id);
      await collect(id);
    },
  },
  {
    name: 'cancelled at once by its customer',
    asks: {},
    live: (order, { cancel }) => cancel(order, 'customer'),
  },
  {
    name: 'paid, set aside and cancelled',
    asks: pickup,
    live: async (order, { pay, stock, cancel }) => {
      await pay(order.id);
      await stock(order.id, 'reserved');
      await cancel(order, 'customer');
    },
  },
  {
    name: 'short, restocked and brought',
    asks: hawaiian,
    live: async ({ id }, { stock, restocked, cook, bring }) => {
      await stock(id, 'short');
      await restocked();
      await cook(id);
      await bring(id);
    },
  },
  {
    name: 'short and cancelled while it waits',
    asks: hawaiian,
    live: async (order, { stock, cancel }) => {
      await stock(order.id, 'short');
      await cancel(order, 'customer');
    },
  },
  {
    name: 'cancelled by staff while it is made',
    asks: {},
    live: async (order, { start, cancel }) => {
      await start(order.id);
      await cancel(order, 'manager');
    },
  },
  {
    name: 'recalled, made again and brought',
    asks: { customer: { name: 'Bruno', phone: phoneOfTheRecalled } },
    live: async ({ id }, { cook, recall, bring }) => {
      await cook(id);
      await recall(id);
      await bring(id);
    },
  },
  {
    name: 'brought in vain, and brought again',
    asks: {},
    live: async ({ id }, { cook, bringInVain, bring, pay }) => {
      await cook(id);
      await bringInVain(id);
      await bring(id);
      await pay(id);
    },
  },
  {
    name: 'paid, brought in vain, cancelled and refunded',
    asks: {},
    live: async (order, { pay, cook, bringInVain, cancel, refund }) => {
      await pay(order.id);
      await cook(order.id);
      await bringInVain(order.id);
      await cancel(order, 'manager');
      await refund(order.id);
    },
  },
  {
    name: 'paid, and called off by the shop because nobody starts it',
    asks: pickup,
    live: async (order, { pay, complain, givenUp, refund }) => {
      await pay(order.id);
      await complain(order);
      await givenUp(order.id);
      await refund(order.id);
    },
  },
];
