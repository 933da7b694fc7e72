import { until } from '@pizzeria/bus/testing';
import { analytics } from '@pizzeria/analytics';
import { createEvent, raise, uuidv7Ids, type Bus, type OutgoingMessage, type Topology } from '@pizzeria/bus';
import { inventory } from '@pizzeria/inventory';
import { kitchen } from '@pizzeria/kitchen';
import { notifications } from '@pizzeria/notifications';
import { orders } from '@pizzeria/orders';
import { topologyOf, type AnyServiceDefinition } from '@pizzeria/service';
import type { Call } from '@pizzeria/service/testing';
import type { OpenedBus } from '../../places';
import { definitions } from '../../start-pizzeria';
import { openSite, type Site } from '../open-site';
import type { PlacedOrder } from '../orders';
import { lives, missingAtFirst, type Life } from './lives';
import { enter, peopleOf, place } from './people';
import { takeSnapshot, type Snapshot } from './snapshot';

/** What was said during many orders' lives, and what each service was before and after. */
export interface Recording {
  /** Every event, once, in the order of publication. */
  readonly messages: readonly OutgoingMessage[];
  /** Where something was done before the first event: before that is heard, the service's tables. */
  readonly before: ReadonlyMap<string, Snapshot>;
  readonly after: ReadonlyMap<string, Snapshot>;
}

/** Little more than its threshold of 600 g: the orders bring it below. */
const basil = 640;

/** Of what is missing: too little for what is ordered, enough for a small pizza, so that the menu still offers it. */
const forASmallOne = 60;

/**
 * Lets each kind of life happen `times` times, all at once, in the whole pizzeria over the bus in memory, and records
 * what went over the bus. Throws when a delivery was given up.
 */
export const recordLives = async (times: number): Promise<Recording> => {
  const site = await openSite('in memory');
  try {
    return await record(site, times);
  } finally {
    await site.close();
  }
};

const record = async (site: Site, times: number): Promise<Recording> => {
  const said = new Map<string, OutgoingMessage>();
  const on = listenedTo(await site.bus.connect(orders), said);
  const before = new Map<string, Snapshot>();

  const shelves = await site.start(inventory, on);
  await emptyShelves(await site.serve(shelves));
  await until('what is missing is ordered', () => allHandled(site, said, [inventory]));
  await shelves.stop();
  before.set('inventory', await takeSnapshot(await site.database('inventory')));

  const counter = await site.start(orders, on);
  const call = await site.serve(counter);
  const placed: { readonly life: Life; readonly order: PlacedOrder }[] = [];
  for (const life of lives.flatMap((one) => Array.from({ length: times }, () => one)))
    placed.push({ life, order: await place(call, life) });
  before.set('orders', await takeSnapshot(await site.database('orders')));

  const others = [
    await site.start(inventory, on),
    await site.start(kitchen, on),
    await site.start(notifications, on),
    await site.start(analytics, on),
  ];
  const everywhere = await site.serve(counter, ...others);
  const restocked = restock(site, everywhere, times);
  const people = peopleOf(everywhere, restocked, async (event, data, sequence) => {
    const stamp = { id: uuidv7Ids.next(), time: new Date(), sequence };
    await on.bus.publish(createEvent(raise(event, data), stamp).message);
  });
  await Promise.all([restocked, ...placed.map(({ life, order }) => life.live(order, people))]);
  await until('all is handled', () => allHandled(site, said, definitions));
  return { messages: [...said.values()], before, after: await snapshots(site) };
};

const listenedTo = (opened: OpenedBus, said: Map<string, OutgoingMessage>): OpenedBus => {
  const { bus } = opened;
  const listening: Bus = {
    publish: (message) => {
      said.set(message.id, message);
      return bus.publish(message);
    },
    send: (queue, message, marks) => bus.send(queue, message, marks),
    consume: (queue, options, receive) => bus.consume(queue, options, receive),
    get state() {
      return bus.state;
    },
    onStateChange: (listener) => bus.onStateChange(listener),
    close: (options) => bus.close(options),
  };
  return { ...opened, bus: listening };
};

const emptyShelves = async (call: Call): Promise<void> => {
  await enter(call, missingAtFirst, 'count', forASmallOne);
  await enter(call, 'basil', 'count', basil);
};

/** Brings what was missing once every order that lacks it is either cancelled or left waiting, as its life wants it. */
const restock = async (site: Site, call: Call, times: number): Promise<void> => {
  const { sql } = await site.database('orders');
  await until('those who are short wait or are cancelled', async () => {
    const short = await sql<{ status: string }>('orders').whereRaw(`stock ->> 'status' = 'short'`);
    const count = (status: string) => short.filter((order) => order.status === status).length;
    return count('placed') === times && count('cancelled') === times;
  });
  await enter(call, missingAtFirst, 'delivery', 50_000);
};

/** By counts: every delivery that what was said must have caused has its inbox row, and no outbox holds more to say. */
const allHandled = async (
  site: Site,
  said: ReadonlyMap<string, OutgoingMessage>,
  services: readonly Pick<AnyServiceDefinition, 'name' | 'subscriptions'>[],
): Promise<boolean> => {
  const before = said.size;
  for (const service of services) {
    const { sql } = await site.database(service.name);
    if ((await sql('outbox').first('seq')) !== undefined) return false;
    if ((await sql('dead_letters').first('id')) !== undefined) throw new Error(`${service.name} gave something up`);
    const due = deliveriesOf([...said.values()], topologyOf([service]));
    const [{ count } = { count: 0 }] = await sql<{ count: number }>('inbox').count<{ count: string }[]>('* as count');
    if (Number(count) !== due) return false;
  }
  return before === said.size;
};

const deliveriesOf = (messages: readonly OutgoingMessage[], { queues }: Topology): number =>
  queues
    .flatMap(({ bindings }) => messages.map(({ routingKey }) => ({ routingKey, bindings })))
    .filter(({ routingKey, bindings }) => bindings.some((key) => routingKey.startsWith(key.slice(0, -1)))).length;

const snapshots = async (site: Site): Promise<ReadonlyMap<string, Snapshot>> => {
  const taken = new Map<string, Snapshot>();
  for (const { name } of definitions) taken.set(name, await takeSnapshot(await site.database(name)));
  return taken;
};
