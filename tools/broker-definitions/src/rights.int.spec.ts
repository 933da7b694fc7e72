import { deadLetterQueueOf, routingKeyOf, type Delivery, type Settlement } from '@pizzeria/bus';
import { until } from '@pizzeria/bus/testing';
import { declareTopology, rabbitMqBus, type RabbitMqBus } from '@pizzeria/bus-rabbitmq';
import { describeOnOwnBroker } from '@pizzeria/bus-rabbitmq/testing';
import { allEvents } from '@pizzeria/contracts';
import { topologyOf } from '@pizzeria/service';
import { connect } from 'amqplib';
import { scalerName, services } from './shop';
import { DefinedBroker, ladder, prefix, vhost } from './testing/defined-broker';
import { refusals } from './testing/refusals';

const table = services.map((service) => [service.name, service] as const);
const queuesOf = (service: (typeof services)[number]) => topologyOf([service], ladder).queues;
const first = (service: (typeof services)[number]) => queuesOf(service)[0]?.name ?? '';

describeOnOwnBroker('a broker with generated definitions', () => {
  let place: DefinedBroker;

  beforeAll(async () => {
    place = await DefinedBroker.start();
  }, 90_000);
  afterAll(() => place.stop());

  it('holds the same objects as one on which the topology was declared', async () => {
    const declared = 'declared';
    await place.broker.ctl('add_vhost', declared);
    await place.broker.ctl('set_permissions', '--vhost', declared, 'guest', '.*', '.*', '.*');
    const topology = topologyOf(services, ladder);
    const url = Object.assign(new URL(place.broker.url), { pathname: `/${declared}` }).href;
    await declareTopology(url, topology, { prefix, strict: true });
    const report = await declareTopology(place.adminUrl, topology, { prefix, strict: true });
    expect(report).toMatchObject({ made: [], drifted: [], refused: [] });
    for (const [what, ...columns] of [
      ['queues', 'name', 'durable', 'auto_delete', 'type', 'arguments'],
      ['exchanges', 'name', 'type', 'durable', 'auto_delete', 'internal', 'arguments'],
      ['bindings', 'source_name', 'routing_key', 'destination_name', 'destination_kind', 'arguments'],
    ]) {
      const listed = async (of: string) => {
        const text = await place.broker.ctl('--vhost', of, `list_${what}`, ...columns, '--formatter', 'json');
        return (JSON.parse(text) as Listed[]).map(comparable).sort();
      };
      expect(await listed(vhost)).toEqual(await listed(declared));
    }
  }, 120_000);

  it('lets the autoscaler see how long every queue is, and do nothing else with any', async () => {
    const scaler = await place.operator(scalerName);
    for (const service of services) {
      const queue = first(service);
      expect(await scaler.tries((channel) => channel.checkQueue(queue))).toBe('done');
      expect(await scaler.tries((channel) => channel.get(queue))).toBe(403);
      expect(await scaler.tries((channel) => channel.purgeQueue(queue))).toBe(403);
      expect(await scaler.tries((channel) => channel.deleteQueue(queue))).toBe(403);
      for (const exchange of ['', 'pizzeria.queues', 'pizzeria.events'])
        expect([exchange, await scaler.publishes(exchange, queue)]).toEqual([exchange, 403]);
    }
  });

  it('lets every service publish all it declares, and receive, retry and dead-letter all it handles', async () => {
    const warnings: object[] = [];
    const warn = (fields: object, message: string) => void warnings.push({ ...fields, message });
    const log = { debug: () => {}, info: () => {}, warn, error: warn };
    const buses = new Map<string, RabbitMqBus>();
    const dead = new Map<string, Set<string>>();
    const attempts = new Map<string, number>();
    try {
      for (const service of services) {
        const topology = topologyOf([service], ladder);
        const bus = await rabbitMqBus({ url: place.urlOf(service.name), prefix, topology, name: service.name, log });
        buses.set(service.name, bus);
        for (const { name } of topology.queues) {
          const kept = new Set<string>();
          dead.set(name, kept);
          await bus.consume(name, { prefetch: 10 }, (delivery) => Promise.resolve(againThenDead(attempts, delivery)));
          await bus.consume(deadLetterQueueOf(name), { prefetch: 10 }, ({ id }) => {
            kept.add(id);
            return Promise.resolve({ kind: 'ack' });
          });
        }
      }
      for (const service of services)
        for (const event of service.publishes)
          await buses
            .get(service.name)
            ?.publish({ id: event.name, routingKey: routingKeyOf(event), body: Buffer.from('{}') });
      const wanted = Object.fromEntries(
        services.flatMap((service) =>
          Object.entries(service.subscriptions).map(([subscription, { handlers }]) => [
            `${service.name}.${subscription}`,
            handlers.map(({ event }) => event.name).sort(),
          ]),
        ),
      );
      const complete = () => Object.entries(wanted).every(([queue, events]) => dead.get(queue)?.size === events.length);
      await until('every dead letter', complete);
      expect(Object.fromEntries([...dead].map(([queue, ids]) => [queue, [...ids].sort()]))).toEqual(wanted);
      expect(new Set(attempts.values())).toEqual(new Set([2]));
      expect(warnings).toEqual([]);
    } finally {
      await Promise.all([...buses.values()].map((bus) => bus.close()));
    }
  }, 60_000);

  it.each(table)('lets %s hand its messages to their dead letters by the broker alone', async (_name, service) => {
    const user = await place.operator(service.name);
    const queue = first(service);
    expect(await user.publishes('pizzeria.queues', queue)).toBe('done');
    const dead = await user.tries(async (channel) => {
      const message = await channel.get(queue);
      if (message) channel.nack(message, false, false);
      for (let end = Date.now() + 10_000; !(await channel.get(deadLetterQueueOf(queue), { noAck: true }));)
        if (Date.now() > end) throw new Error('no dead letter');
    });
    expect(dead).toBe('done');
  });

  it('leaves a queue that was deleted under its service to an operator, and the service takes it up again', async () => {
    const [service] = services;
    if (!service) throw new Error('no services');
    const topology = topologyOf([service], ladder);
    const queue = first(service);
    const lines: string[] = [];
    const tell = (_fields: object, message: string) => void lines.push(message);
    const log = { debug: tell, info: tell, warn: tell, error: tell };
    const bus = await rabbitMqBus({ url: place.urlOf(service.name), prefix, topology, name: service.name, log });
    try {
      const delivered = new Set<string>();
      await bus.consume(queue, { prefetch: 10 }, ({ id }) => {
        delivered.add(id);
        return Promise.resolve({ kind: 'ack' });
      });
      await place.broker.ctl('delete_queue', '--vhost', vhost, queue);
      // At its first try it may still meet the queue that is being deleted.
      await until('a word about it', () => lines.includes('the broker refuses to declare this'));
      await until('another', () => lines.some((line) => line.startsWith('could not subscribe: ')));
      await declareTopology(place.adminUrl, topologyOf(services, ladder), { prefix });
      await bus.send(queue, { id: 'after', routingKey: 'any.v1', body: Buffer.from('{}') });
      await until('the message', () => delivered.has('after'));
    } finally {
      await bus.close();
    }
  }, 60_000);

  it('gives every service its rights in an exchange that was deleted, when the definitions are imported again', async () => {
    const exchange = 'pizzeria.events';
    const admin = await connect(place.adminUrl);
    try {
      await (await admin.createChannel()).deleteExchange(exchange);
    } finally {
      await admin.close();
    }
    await place.importDefinitions();
    for (const service of services) {
      const user = await place.operator(service.name);
      const own = new Set<string>(service.publishes.map(({ name }) => name));
      for (const event of allEvents) {
        const answer = await user.publishes(exchange, routingKeyOf(event));
        expect([service.name, event.name, answer]).toEqual([
          service.name,
          event.name,
          own.has(event.name) ? 'done' : 403,
        ]);
      }
    }
  }, 30_000);

  describe('refuses', () => refusals(() => place));
});

/** A row that rabbitmqctl prints; each argument with its name, the width of its number on the wire, and its value. */
interface Listed {
  readonly arguments: readonly (readonly [string, string, unknown])[];
}

const comparable = ({ arguments: given, ...row }: Listed): string =>
  JSON.stringify({ ...row, arguments: given.map(([name, , value]) => `${name}=${String(value)}`).sort() });

/** A message's first delivery is tried again after a delay, its second is a dead letter. */
const againThenDead = (attempts: Map<string, number>, { queue, id }: Delivery): Settlement => {
  const key = `${queue} ${id}`;
  const count = (attempts.get(key) ?? 0) + 1;
  attempts.set(key, count);
  return count === 1
    ? { kind: 'retry', afterMs: 100, marks: { attempts: 1 } }
    : { kind: 'dead-letter', marks: { attempts: 2, reason: 'retries-exhausted' } };
};
