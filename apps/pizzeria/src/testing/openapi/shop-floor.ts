import { createEvent, queueNameOf, raise, uuidv7Ids, type DataOf, type EventDefinition } from '@pizzeria/bus';
import { until } from '@pizzeria/bus/testing';
import { orders } from '@pizzeria/orders';
import type { Call, CallOptions } from '@pizzeria/service/testing';
import { definitions } from '../../start-pizzeria';
import type { Shop } from '../open-shop';
import { anOrder, type PlacedOrder } from '../orders';

export const manager = { as: 'manager' } as const;

/** What people do in a shop, by calls that are held against its documents. */
export interface ShopFloor {
  place(changes?: object): Promise<PlacedOrder>;
  /** Posts, and throws unless the answer has this code, or this status. */
  post(expected: string | number, path: string, options?: CallOptions): Promise<void>;
  /** As `post`. */
  put(expected: string | number, path: string, body: object): Promise<void>;
  /** Resolves once the order is so for orders. */
  orderIs(id: string, status: string): Promise<void>;
  /** Resolves once the kitchen has its ticket so, and what more is asked for. */
  ticketIs(id: string, status: string, more?: (ticket: object) => boolean): Promise<void>;
  /** Publishes an event as its owner would. */
  tell<E extends EventDefinition>(event: E, data: DataOf<E>): Promise<void>;
  /** Gives a service messages that it cannot read; answers the ids of the dead letters they become, two. */
  unreadable(service: string): Promise<readonly [string, string]>;
}

interface Listed {
  readonly items: readonly { readonly id: string }[];
}

export const shopFloor = (shop: Shop, call: Call): ShopFloor => {
  const bus = async () => (await shop.bus.connect(orders)).bus;
  const send = async (method: 'POST' | 'PUT', expected: string | number, path: string, options: CallOptions) => {
    const { status, body } = await call(method, path, options);
    const answered = typeof expected === 'number' ? status : body['code'];
    if (answered !== expected) throw new Error(`${method} ${path} answered ${answered}, not ${expected}.`);
  };
  return {
    place: async (changes) => (await call<PlacedOrder>('POST', '/api/orders', { body: anOrder(changes) })).body,
    post: (expected, path, options = manager) => send('POST', expected, path, options),
    put: (expected, path, body) => send('PUT', expected, path, { ...manager, body }),
    orderIs: (id, status) =>
      until(`order ${id} is ${status}`, async () => {
        const { body } = await call('GET', `/api/orders/${id}`, manager);
        return body['status'] === status;
      }),
    ticketIs: (id, status, more = () => true) =>
      until(`ticket ${id} is ${status}`, async () => {
        const path = `/api/kitchen/tickets?limit=200&status=${status}`;
        const { body } = await call<{ tickets: { orderId: string }[] }>('GET', path, manager);
        return body.tickets.some((ticket) => ticket.orderId === id && more(ticket));
      }),
    tell: async (event, data) => {
      const stamp = { id: uuidv7Ids.next(), time: new Date(), sequence: 100 };
      await (await bus()).publish(createEvent(raise(event, data), stamp).message);
    },
    unreadable: async (service) => {
      const queue = queueOf(service);
      for (const _ of ['one', 'another'])
        await (await bus()).send(queue, { id: uuidv7Ids.next(), routingKey: 'runes.v1', body: Buffer.from('runes') });
      let ids: readonly string[] = [];
      await until(`${service} has kept what it could not read`, async () => {
        const { body } = await call<Listed>('GET', `/api/operations/${service}/dead-letters?reason=invalid`, manager);
        ids = body.items.map(({ id }) => id);
        return ids.length === 2;
      });
      return [ids[0] ?? '', ids[1] ?? ''];
    },
  };
};

const queueOf = (service: string): string => {
  const [subscription = ''] = Object.keys(definitions.find(({ name }) => name === service)?.subscriptions ?? {});
  return queueNameOf(service, subscription);
};
