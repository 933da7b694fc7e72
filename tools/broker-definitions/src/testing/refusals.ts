import { bindingKeyOf, deadLetterQueueOf, routingKeyOf } from '@pizzeria/bus';
import type { Operator } from '@pizzeria/bus-rabbitmq/testing';
import { allEvents } from '@pizzeria/contracts';
import { topologyOf } from '@pizzeria/service';
import { services } from '../shop';
import { ladder, vhost, type DefinedBroker } from './defined-broker';

const refused = 403;
const exchanges = ['pizzeria.events', 'pizzeria.queues', 'pizzeria.delay.100'] as const;

type Service = (typeof services)[number];
const table = services.map((service) => [service.name, service] as const);
const queuesOf = (service: Service) => topologyOf([service], ladder).queues;
const queueOf = (service: Service) => queuesOf(service)[0]?.name ?? '';
const othersThan = (service: Service) => services.filter(({ name }) => name !== service.name);
const wildcards = ['#', '*.#', 'order.#', 'order.*.v1', '*.*.*'];

/** What the broker refuses to a service's own user, as jest tests. */
export const refusals = (place: () => DefinedBroker): void => {
  it.each(table)('%s every event of another, published', async (_name, service) => {
    const user = await place().operator(service.name);
    const own = new Set(service.publishes.map(({ name }) => name));
    for (const event of allEvents.filter(({ name }) => !own.has(name)))
      expect([event.name, await user.publishes('pizzeria.events', routingKeyOf(event))]).toEqual([event.name, refused]);
  });

  it.each(table)('%s to bind anything to anything, be it its own', async (_name, service) => {
    const user = await place().operator(service.name);
    const keys = [...queuesOf(service).flatMap(({ bindings }) => bindings), '#', queueOf(service)];
    for (const queue of [queueOf(service), queueOf(othersThan(service)[0] ?? service), 'pizzeria.delay.100'])
      for (const key of keys)
        for (const exchange of exchanges) {
          const answer = await user.tries((channel) => channel.bindQueue(queue, exchange, key));
          expect([queue, exchange, key, answer]).toEqual([queue, exchange, key, refused]);
        }
    for (const from of exchanges)
      for (const to of exchanges)
        expect(await user.tries((channel) => channel.bindExchange(to, from, queueOf(service)))).toBe(refused);
    expect(await user.tries((channel) => channel.unbindQueue('pizzeria.delay.100', 'pizzeria.delay.100', '#'))).toBe(
      refused,
    );
  });

  it.each(table)('%s to bind what it does not handle, were it let bind at all', async (_name, service) => {
    const { user, permissions } = place().rightsOf(service.name);
    const grant = (write: string, read: string) =>
      place().broker.ctl('set_permissions', '--vhost', vhost, user, permissions.configure, write, read);
    await grant('.*', '.*');
    try {
      const operator = await place().operator(service.name);
      const bound = new Set(queuesOf(service).flatMap(({ bindings }) => bindings));
      const binds = (key: string, exchange = 'pizzeria.events') =>
        operator.tries((channel) => channel.bindQueue(queueOf(service), exchange, key));
      for (const key of [...allEvents.map(bindingKeyOf).filter((candidate) => !bound.has(candidate)), ...wildcards])
        expect([key, await binds(key)]).toEqual([key, refused]);
      for (const key of bound) expect([key, await binds(key)]).toEqual([key, 'done']);
      for (const exchange of ['pizzeria.queues', 'pizzeria.delay.100'])
        for (const key of ['#', ...othersThan(service).map(queueOf)]) expect(await binds(key, exchange)).toBe(refused);
    } finally {
      await grant(permissions.write, permissions.read);
    }
  });

  it.each(table)(
    '%s to put anything into another’s queue, by name, by a delay or past both',
    async (_name, service) => {
      const user = await place().operator(service.name);
      for (const other of othersThan(service).map(queueOf))
        for (const queue of [other, deadLetterQueueOf(other)])
          for (const exchange of ['pizzeria.queues', 'pizzeria.delay.100', ''])
            expect([exchange, queue, await user.publishes(exchange, queue)]).toEqual([exchange, queue, refused]);
    },
  );

  it.each(table)('%s the default exchange, even for its own queue', async (_name, service) => {
    const user = await place().operator(service.name);
    expect(await user.publishes('', queueOf(service))).toBe(refused);
    expect(await user.publishes('', 'pizzeria.delay.100')).toBe(refused);
  });

  it.each(table)('%s to read, empty or delete what is another’s or waits on a delay', async (_name, service) => {
    const user = await place().operator(service.name);
    const others = othersThan(service).map(queueOf);
    for (const queue of [...others, ...others.map(deadLetterQueueOf), 'pizzeria.delay.100', 'pizzeria.delay.200'])
      await expectClosed(user, queue);
  });

  it.each(table)('%s to declare or delete anything, be it of its own name', async (_name, service) => {
    const user = await place().operator(service.name);
    const declares = (name: string, more = {}) =>
      user.tries((channel) => channel.assertQueue(name, { durable: true, arguments: more }));
    // Its broker would put what expires there into the other's queue, whatever this user may write.
    const detour = { 'x-message-ttl': 1, 'x-dead-letter-exchange': 'pizzeria.queues' };
    for (const other of othersThan(service).map(queueOf))
      expect(await declares(`${service.name}.detour`, { ...detour, 'x-dead-letter-routing-key': other })).toBe(refused);
    for (const name of [`${service.name}.more`, 'till.slips', '']) expect(await declares(name)).toBe(refused);
    for (const name of [`${service.name}.more`, 'pizzeria.more'])
      expect(await user.tries((channel) => channel.assertExchange(name, 'topic'))).toBe(refused);
    expect(await user.tries((channel) => channel.deleteQueue(queueOf(service)))).toBe(refused);
    for (const exchange of exchanges)
      expect(await user.tries((channel) => channel.deleteExchange(exchange))).toBe(refused);
  });
};

const expectClosed = async (user: Operator, queue: string): Promise<void> => {
  expect(await user.tries((channel) => channel.get(queue))).toBe(refused);
  expect(await user.tries((channel) => channel.consume(queue, () => {}))).toBe(refused);
  expect(await user.tries((channel) => channel.purgeQueue(queue))).toBe(refused);
  expect(await user.tries((channel) => channel.deleteQueue(queue))).toBe(refused);
};
