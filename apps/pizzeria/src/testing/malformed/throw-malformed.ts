import { createEvent, maxEventBytes, queueNameOf, raise, uuidv7Ids, type EventDefinition } from '@pizzeria/bus';
import { openRawSender } from '@pizzeria/bus-rabbitmq/testing';
import { orders } from '@pizzeria/orders';
import { definitions } from '../../start-pizzeria';
import type { Mode } from '../modes';
import { openShop, type Shop } from '../open-shop';
import { anOrder, type PlacedOrder } from '../orders';
import { malformed } from './bodies';
import { oddProperties, type Properties } from './properties';

/** A subscription of the shop, with what it handles. */
interface Target {
  readonly service: string;
  readonly queue: string;
  readonly events: readonly EventDefinition[];
}

type Subscriptions = Readonly<Record<string, { readonly handlers: readonly { readonly event: EventDefinition }[] }>>;

const targets: readonly Target[] = definitions.flatMap(({ name: service, subscriptions }) =>
  Object.entries(subscriptions as Subscriptions).map(([subscription, { handlers }]) => ({
    service,
    queue: queueNameOf(service, subscription),
    events: handlers.map(({ event }) => event),
  })),
);

/** Counts by queue and reason, for example `kitchen.tickets invalid`. */
export type Counts = Readonly<Record<string, number>>;

export interface Thrown {
  readonly shop: Shop;
  readonly malformed: Counts;
  /** Ids of good events that went between, by queue. */
  readonly good: ReadonlyMap<string, readonly string[]>;
  readonly orders: readonly string[];
  close(): Promise<void>;
}

const everyNthIsGood = 10;

/** Throws `count` malformed messages at every queue of the shop in turn, good events and real orders in between. */
export const throwMalformed = async (mode: Mode, count: number): Promise<Thrown> => {
  const shop = await openShop(mode, { environment: { DATABASE_POOL: '5' } });
  try {
    const counts: Record<string, number> = {};
    const good = new Map<string, string[]>(targets.map(({ queue }) => [queue, []]));
    const orders: string[] = [];
    const put = await putting(shop, mode);
    for (let n = 0; n < count; n += 1) {
      const target = targets[n % targets.length] as Target;
      // Every queue begins with another kind, so that few messages are of all kinds.
      const round = Math.floor(n / targets.length) + 7 * (n % targets.length);
      const { reason, body } = malformed(target.events, round);
      if (!(await put.send(target.queue, body, oddProperties(round)))) continue;
      counts[`${target.queue} ${reason}`] = (counts[`${target.queue} ${reason}`] ?? 0) + 1;
      if (n % Math.ceil(count / 12) === 0) orders.push(await anOrderPlaced(shop));
      if (n % everyNthIsGood === 0)
        good.get(target.queue)?.push(await put.good(target, oddProperties(n / everyNthIsGood), orders));
    }
    await put.end();
    return { shop, malformed: counts, good, orders, close: shop.close };
  } catch (error) {
    await shop.close();
    throw error;
  }
};

const anOrderPlaced = async ({ call }: Shop): Promise<string> => {
  const { status, body } = await call<PlacedOrder>('POST', '/api/orders', { body: anOrder() });
  if (status !== 201) throw new Error(`an order was refused with ${status}`);
  return body.id;
};

interface Putting {
  /** False when this bus takes no such message at all. */
  send(queue: string, body: Buffer, properties: Properties): Promise<boolean>;
  /** Answers the event's id. */
  good(target: Target, properties: Properties, orders: readonly string[]): Promise<string>;
  /** Resolves when all of it is stored. */
  end(): Promise<void>;
}

const putting = async ({ bus }: Shop, mode: Mode): Promise<Putting> => {
  const send = mode === 'RabbitMQ' ? await rawly(bus) : { send: await inMemory(bus), end: async () => undefined };
  return {
    ...send,
    good: async ({ queue, events }, properties, orders) => {
      const event = events[0] as EventDefinition;
      // Of an order that was placed: of another one the orders service would know nothing.
      const orderId = orders.at(-1);
      const example = event.example as object;
      const data = 'orderId' in example ? { ...example, orderId } : example;
      const id = uuidv7Ids.next();
      const { message } = createEvent(raise(event, data), { id, time: new Date(), sequence: 1 });
      await send.send(queue, message.body, properties);
      return id;
    },
  };
};

const inMemory = async ({ connect }: Shop['bus']): Promise<Putting['send']> => {
  const { bus } = await connect(orders);
  return async (queue, body, { messageId }) => {
    if (body.length > maxEventBytes) return false;
    await bus.send(queue, { id: messageId ?? '', routingKey: 'anything', body });
    return true;
  };
};

const rawly = async ({ place }: Shop['bus']): Promise<Pick<Putting, 'send' | 'end'>> => {
  if (!place) throw new Error('there is no broker');
  const sender = await openRawSender(place.url);
  let unconfirmed = 0;
  return {
    send: async (queue, body, properties) => {
      sender.send(place.queueName(queue), body, properties);
      unconfirmed += 1;
      if (unconfirmed % 200 === 0) await sender.drain();
      return true;
    },
    end: async () => {
      await sender.drain();
      await sender.close();
    },
  };
};

/** Dead letters that the services keep, by queue and reason. */
export const deadLettersOf = async ({ database, bus }: Shop): Promise<Counts> => {
  const counts: Record<string, number> = {};
  for (const service of new Set(targets.map((target) => target.service))) {
    const { sql } = await database(service);
    const rows = await sql('dead_letters')
      .groupBy('queue', 'reason')
      .select<{ queue: string; reason: string; count: string }[]>('queue', 'reason', sql.raw('count(*)::int AS count'));
    for (const { queue, reason, count } of rows)
      counts[
        `${targets.find((target) => (bus.place?.queueName(target.queue) ?? target.queue) === queue)?.queue} ${reason}`
      ] = Number(count);
  }
  return counts;
};

/** Of the good events put between, those that a queue has handled. */
export const handledOf = async ({ database }: Shop, queue: string): Promise<readonly string[]> => {
  const target = targets.find((one) => one.queue === queue);
  const { sql } = await database(target?.service ?? '');
  return sql('inbox').where({ consumer: queue }).pluck<string[]>('message_id');
};
