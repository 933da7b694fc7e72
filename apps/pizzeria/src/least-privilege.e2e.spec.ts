import { until } from '@pizzeria/bus/testing';
import { deadLetterQueueOf, routingKeyOf } from '@pizzeria/bus';
import { Operator } from '@pizzeria/bus-rabbitmq/testing';
import { allEvents, OrderPlaced } from '@pizzeria/contracts';
import { kitchen } from '@pizzeria/kitchen';
import { databaseOf, openDatabase, urlOfDatabase } from '@pizzeria/postgres';
import { silentLogger, topologyOf, type AnyServiceDefinition } from '@pizzeria/service';
import { definitions } from './start-pizzeria';
import { handlersOf } from './testing/handlers';
import { describeInBothModes } from './testing/modes';
import { openShop, type Shop } from './testing/open-shop';
import { anOrder, type PlacedOrder } from './testing/orders';

const refused = 403;
const table = definitions.map((service) => [service.name, service] as const);
const othersThan = (service: AnyServiceDefinition) => definitions.filter(({ name }) => name !== service.name);

/** The first of the queues that a service reads. */
const queueOf = (service: AnyServiceDefinition): string => topologyOf([service]).queues[0]?.name ?? '';

/** That the shop of these tests works is what the services may do; this is what they may not. */
describeInBothModes('a service of the tests’ pizzeria', (mode) => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop(mode);
  });
  afterAll(() => shop.close());

  /** Asks a database as the role of a service. */
  const asks = async (service: string, of: string, statement: string): Promise<unknown> => {
    const name = databaseOf(await shop.databaseUrl(of));
    const url = urlOfDatabase(await shop.databaseUrl(service), name);
    const database = openDatabase({ url, name: 'intruder', poolSize: 1, log: silentLogger });
    try {
      return await database.sql.raw(statement);
    } finally {
      await database.close();
    }
  };

  it('does its part of an order with the rights it has', async () => {
    const { body } = await shop.call<PlacedOrder>('POST', '/api/orders', { body: anOrder() });
    const everybody = handlersOf('order.placed', 'inventory.reserved');
    const handled = () => shop.handled(`order/${body.id}`);
    await until('everybody has handled it', async () => (await handled()).length >= everybody.length);
    expect(await handled()).toEqual(everybody);
  });

  it.each(table)('%s cannot read the database of another, nor make databases and roles', async (name, service) => {
    await asks(name, name, 'SELECT count(*) FROM outbox');
    for (const other of othersThan(service))
      await expect(asks(name, other.name, 'SELECT 1')).rejects.toThrow(/permission denied for database/);
    await expect(asks(name, name, 'CREATE DATABASE more')).rejects.toThrow(/permission denied/);
    await expect(asks(name, name, 'CREATE ROLE more')).rejects.toThrow(/permission denied/);
  });

  if (mode === 'in memory') return;

  /** Does something at the broker as a service's own user; nothing where the broker's users cannot be set. */
  const at = async (service: string, act: (user: Operator, prefix: string) => Promise<void>): Promise<void> => {
    if (!shop.bus.place?.own) return;
    const user = await Operator.at(shop.bus.urlOf(service));
    try {
      await act(user, shop.bus.place.prefix);
    } finally {
      await user.close();
    }
  };

  it('kitchen cannot publish an order over the bus that it is given', async () => {
    if (!shop.bus.place?.own) return;
    const { bus } = await shop.bus.connect(kitchen);
    const message = { id: 'not-mine', routingKey: routingKeyOf(OrderPlaced), body: Buffer.from('{}') };
    await expect(bus.publish(message)).rejects.toThrow(/403.*ACCESS_REFUSED/);
  });

  it.each(table)('%s cannot publish the event of another', (name, service) =>
    at(name, async (user, prefix) => {
      const own = new Set(service.publishes.map((event) => event.name));
      for (const event of allEvents.filter((candidate) => !own.has(candidate.name)))
        expect([event.name, await user.publishes(`${prefix}.events`, routingKeyOf(event))]).toEqual([
          event.name,
          refused,
        ]);
    }),
  );

  it.each(table)('%s cannot bind the event of another', (name, service) =>
    at(name, async (user, prefix) => {
      const binds = (key: string) =>
        user.tries((channel) => channel.bindQueue(queueOf(service), `${prefix}.events`, key));
      for (const key of ['#', ...othersThan(service).flatMap((other) => topologyOf([other]).queues[0]?.bindings ?? [])])
        expect([key, await binds(key)]).toEqual([key, refused]);
    }),
  );

  it.each(table)('%s cannot put anything into the queue of another, nor read it', (name, service) =>
    at(name, async (user, prefix) => {
      for (const other of othersThan(service).map(queueOf))
        for (const queue of [other, deadLetterQueueOf(other)]) {
          expect([queue, await user.publishes(`${prefix}.queues`, queue)]).toEqual([queue, refused]);
          expect([queue, await user.tries((channel) => channel.get(queue))]).toEqual([queue, refused]);
        }
    }),
  );

  it.each(table)('%s cannot use the default exchange, even for its own queue', (name, service) =>
    at(name, async (user) => {
      expect(await user.publishes('', queueOf(service))).toBe(refused);
    }),
  );
});
