import { until } from '@pizzeria/bus/testing';
import { createEvent, raise, uuidv7Ids, type DeliveryMarks, type OutgoingMessage } from '@pizzeria/bus';
import { declareTopology, rabbitMqBus } from '@pizzeria/bus-rabbitmq';
import { removeObjects, TcpProxy, testBrokerUrl, testVirtualHost } from '@pizzeria/bus-rabbitmq/testing';
import { deadLetters, journalMigrations, postgresJournal, type Database, type DeadLetter } from '@pizzeria/postgres';
import { testDatabase } from '@pizzeria/postgres/testing';
import { topologyOf } from '@pizzeria/service';
import { DishOrdered, fragileShop, shortLadder } from './fragile-shop';
import type { Mode } from './modes';
import { setServiceUsers } from './service-users';
import { startProgram, type AppProcess } from './service-process';

const queue = 'fragile.dishes';

/** Where the fragile shop is run as a process, as often as it takes, over a bus and a database that stay. */
export interface FragileSite {
  readonly database: Database;
  /** A process of the shop; it may be killed by what it handles. */
  start(): AppProcess;
  /** Puts a dish into the queue, whether the shop runs or not (in memory: only while it does not). */
  order(dish: string, does: 'nothing' | 'kill' | 'wait', marks?: DeliveryMarks): Promise<void>;
  /** Everything that processes of the shop have logged. */
  said(): string;
  /** Dishes done, sorted; one is in it as often as it was done. */
  done(): Promise<readonly string[]>;
  dead(): Promise<readonly DeadLetter[]>;
  /** Cuts every connection to the broker; there is nothing to cut in memory. */
  cut(): void;
  close(): Promise<void>;
}

/** The way into the queue, and what a process needs to find it. */
interface Way {
  readonly environment: Readonly<Record<string, string>>;
  put(message: OutgoingMessage, marks: DeliveryMarks): Promise<void>;
  cut(): void;
  close(): Promise<void>;
}

export const openFragileSite = async (mode: Mode): Promise<FragileSite> => {
  const test = await testDatabase({ name: 'fragile', migrations: fragileShop.migrations, owned: true });
  const way = await (mode === 'RabbitMQ' ? overRabbitMq() : overJournal());
  const { database } = test;
  const started: AppProcess[] = [];
  return {
    database,
    start: () => {
      const environment = { DATABASE_URL: test.url, ...way.environment };
      const shop = startProgram('apps/pizzeria/src/testing/fragile-shop.ts', environment);
      started.push(shop);
      return shop;
    },
    order: async (dish, does, marks = {}) => {
      const stamp = { id: uuidv7Ids.next(), time: new Date(), sequence: 1 };
      await way.put(createEvent(raise(DishOrdered, { dish, does }), stamp).message, marks);
    },
    said: () => started.map(({ output }) => output()).join(''),
    done: () => database.sql('notes').whereNot({ text: 'open' }).orderBy('text').pluck('text'),
    dead: () => deadLetters(database).list(),
    cut: way.cut,
    close: async () => {
      for (const shop of started) shop.kill('SIGKILL');
      await Promise.all(started.map(({ ended }) => ended));
      await way.close();
      await test.drop();
    },
  };
};

const overRabbitMq = async (): Promise<Way> => {
  const place = await testVirtualHost(testBrokerUrl());
  const topology = topologyOf([fragileShop], shortLadder);
  await declareTopology(place.url, topology, { prefix: place.prefix });
  const url = (await setServiceUsers(place, [fragileShop], shortLadder))(fragileShop.name);
  const network = await TcpProxy.before(url);
  const bus = await rabbitMqBus({ url, prefix: place.prefix, topology, name: 'guest' });
  return {
    environment: { RABBITMQ_URL: network.url, PREFIX: place.prefix },
    put: (message, marks) => bus.send(queue, message, marks),
    cut: () => network.drop(),
    close: async () => {
      await bus.close();
      await network.close();
      await (place.own ? place.remove() : removeObjects(place.url, place.prefix, topology));
    },
  };
};

const overJournal = async (): Promise<Way> => {
  const test = await testDatabase({ name: 'journal', migrations: journalMigrations, platform: false, owned: true });
  const journal = postgresJournal(test.database);
  return {
    environment: { JOURNAL_URL: test.url },
    put: ({ id, routingKey, body }, marks) =>
      journal.append([{ id: uuidv7Ids.next(), queue, messageId: id, routingKey, body, marks }]),
    cut: () => undefined,
    close: () => test.drop(),
  };
};

/** Starts the shop whenever its process has died, until this is so; stops it then. How often it was killed. */
export const runUntil = async (site: FragileSite, what: string, so: () => Promise<boolean>): Promise<number> => {
  for (let kills = 0; ; kills += 1) {
    const shop = site.start();
    const over = new AbortController();
    const quiet = until(what, async () => over.signal.aborted || (await so())).then(() => !over.signal.aborted);
    const died = shop.ended.then(() => false);
    if (await Promise.race([quiet, died])) {
      shop.stop();
      if ((await shop.ended) !== 0) throw new Error(`It did not stop well: ${shop.errors()}${shop.output()}`);
      return kills;
    }
    over.abort();
    await quiet;
    if (shop.errors() !== '') throw new Error(`It ended by itself: ${shop.errors()}${shop.output()}`);
  }
};
