import { until } from '@pizzeria/bus/testing';
import type { Call, CallAnswer } from '@pizzeria/service/testing';
import { anOrder, type PlacedOrder } from '../orders';

/** Of this there is none when the shop opens, until somebody enters a delivery. */
export const missingAtFirst = 'pineapple';

const pickup = { fulfilment: { type: 'pickup' } };
const hawaiian = { items: [{ sku: 'hawaiian', size: 'medium', quantity: 1 }] };

/** One order's life: what is asked for, and what people do with it afterwards. */
export interface Life {
  readonly name: string;
  readonly asks: object;
  live(order: PlacedOrder, people: People): Promise<void>;
}

/** What people do; each waits until it may be done. */
export interface People {
  cook(id: string): Promise<void>;
  start(id: string): Promise<void>;
  bring(id: string): Promise<void>;
  collect(id: string): Promise<void>;
  pay(id: string): Promise<void>;
  cancel(order: PlacedOrder, as: 'customer' | 'manager'): Promise<void>;
  /** Until the order's ingredients are as told. */
  stock(id: string, status: 'reserved' | 'short'): Promise<void>;
  /** Until `missingAtFirst` was delivered. */
  restocked(): Promise<void>;
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
];

/** People who work through the API, as the screens do. */
export const peopleOf = (call: Call, restocked: Promise<void>): People => {
  const order = async (id: string) => (await call<Shown>('GET', `/api/orders/${id}`, { as: 'manager' })).body;
  const shows = (id: string, status: string) =>
    until(`order ${id} is ${status}`, async () => (await order(id)).status === status);
  const press = (id: string, button: string) =>
    until(`${button} of ${id}`, async () => {
      return (await call('POST', `/api/kitchen/tickets/${id}/${button}`, { as: 'kitchen' })).status === 200;
    });
  const cook = async (id: string): Promise<void> => {
    await press(id, 'start');
    await press(id, 'ready');
    await shows(id, 'ready');
  };
  const handOver = async (id: string): Promise<void> =>
    accepted(await call('POST', `/api/orders/${id}/deliver`, { as: 'courier', body: {} }));
  return {
    cook,
    start: async (id) => {
      await press(id, 'start');
      await shows(id, 'cooking');
    },
    bring: async (id) => {
      accepted(await call('POST', `/api/orders/${id}/dispatch`, { as: 'courier', body: {} }));
      await handOver(id);
    },
    collect: handOver,
    pay: async (id) => {
      const { totalAmount: amount } = await order(id);
      const body = { method: 'cash', amount };
      accepted(await call('POST', `/api/orders/${id}/payments`, { as: 'courier', body }));
    },
    cancel: async ({ id, trackingToken }, as) => {
      const who = as === 'customer' ? { tracking: trackingToken } : { as };
      accepted(await call('POST', `/api/orders/${id}/cancel`, { ...who, body: { reason: 'No time.' } }));
    },
    stock: (id, status) => until(`stock of ${id} is ${status}`, async () => (await order(id)).stock === status),
    restocked: () => restocked,
  };
};

interface Shown {
  readonly status: string;
  readonly stock: string;
  readonly totalAmount: object;
}

export const place = async (call: Call, life: Life): Promise<PlacedOrder> => {
  const answer = await call<PlacedOrder>('POST', '/api/orders', { body: anOrder(life.asks) });
  accepted(answer);
  return answer.body;
};

export const enter = async (call: Call, ingredient: string, kind: 'count' | 'delivery', quantity: number) =>
  accepted(
    await call('POST', `/api/inventory/ingredients/${ingredient}/adjustments`, {
      as: 'manager',
      body: { kind, quantity },
    }),
  );

const accepted = ({ status, body }: CallAnswer<unknown>): void => {
  if (status >= 300) throw new Error(`refused with ${status}: ${JSON.stringify(body)}`);
};
