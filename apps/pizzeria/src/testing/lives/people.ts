import type { DataOf, EventDefinition } from '@pizzeria/bus';
import { until } from '@pizzeria/bus/testing';
import { OrderEstimateChanged, OrderUnattended } from '@pizzeria/contracts';
import type { Call, CallAnswer } from '@pizzeria/service/testing';
import { anOrder, type PlacedOrder } from '../orders';
import type { Life } from './lives';

/** What people do; each waits until it may be done. */
export interface People {
  cook(id: string): Promise<void>;
  start(id: string): Promise<void>;
  /** Takes back that the order is ready, and makes it ready again. */
  recall(id: string): Promise<void>;
  bring(id: string): Promise<void>;
  /** Goes to a door that nobody opens. */
  bringInVain(id: string): Promise<void>;
  collect(id: string): Promise<void>;
  pay(id: string): Promise<void>;
  cancel(order: PlacedOrder, as: 'customer' | 'manager'): Promise<void>;
  /** Says what the kitchen's clock does of an order that nobody starts: it comes late, and is given up at last. */
  complain(order: PlacedOrder): Promise<void>;
  /** Until the shop has called the order off. */
  givenUp(id: string): Promise<void>;
  /** Gives back all that was paid. */
  refund(id: string): Promise<void>;
  /** Until the order's ingredients are as told. */
  stock(id: string, status: 'reserved' | 'short'): Promise<void>;
  /** Until `missingAtFirst` was delivered. */
  restocked(): Promise<void>;
}

/** Publishes an event as its owner does. */
export type Say = <E extends EventDefinition>(event: E, data: DataOf<E>, sequence: number) => Promise<void>;

/** People who work through the API, as the screens do. */
export const peopleOf = (call: Call, restocked: Promise<void>, say: Say): People => {
  const order = async (id: string) => (await call<Shown>('GET', `/api/orders/${id}`, { as: 'manager' })).body;
  const shows = (id: string, status: string) =>
    until(`order ${id} is ${status}`, async () => (await order(id)).status === status);
  const press = (id: string, button: string, body?: object) =>
    until(`${button} of ${id}`, async () => {
      return (await call('POST', `/api/kitchen/tickets/${id}/${button}`, { as: 'kitchen', body })).status === 200;
    });
  const cook = async (id: string): Promise<void> => {
    await press(id, 'start');
    await press(id, 'ready');
    await shows(id, 'ready');
  };
  const dispatch = async (id: string): Promise<void> =>
    accepted(await call('POST', `/api/orders/${id}/dispatch`, { as: 'courier', body: {} }));
  const handOver = async (id: string): Promise<void> =>
    accepted(await call('POST', `/api/orders/${id}/deliver`, { as: 'courier', body: {} }));
  return {
    cook,
    start: async (id) => {
      await press(id, 'start');
      await shows(id, 'cooking');
    },
    recall: async (id) => {
      await press(id, 'recall', { reason: 'It is burnt.' });
      await shows(id, 'cooking');
      await press(id, 'ready');
      await shows(id, 'ready');
    },
    bring: async (id) => {
      await dispatch(id);
      await handOver(id);
    },
    bringInVain: async (id) => {
      await dispatch(id);
      const body = { reason: 'Nobody opened the door.' };
      accepted(await call('POST', `/api/orders/${id}/undeliverable`, { as: 'courier', body }));
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
    complain: async ({ id: orderId, number }) => {
      await say(OrderEstimateChanged, { ...OrderEstimateChanged.example, orderId, number }, 1);
      for (const level of [1, 2, 3] as const)
        await say(OrderUnattended, { ...OrderUnattended.example, orderId, number, level }, level + 1);
    },
    givenUp: (id) => shows(id, 'cancelled'),
    refund: async (id) => {
      const { totalAmount: amount } = await order(id);
      const body = { method: 'cash', amount, reason: 'The order was cancelled.' };
      accepted(await call('POST', `/api/orders/${id}/refunds`, { as: 'manager', body }));
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
