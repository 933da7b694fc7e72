import type { Bus, Topology } from '@pizzeria/bus';
import { declareTopology, rabbitMqBus } from '@pizzeria/bus-rabbitmq';
import { removeObjects, testBrokerUrl, testVirtualHost, type TestVirtualHost } from '@pizzeria/bus-rabbitmq/testing';
import { topologyOf, type AnyServiceDefinition, type Logger, type MainContext } from '@pizzeria/service';
import { openBus, type DatabaseServer, type OpenedBus } from '../places';
import { definitions } from '../start-pizzeria';
import type { Mode } from './modes';
import { setServiceUsers } from './service-users';

type Named = Pick<AnyServiceDefinition, 'name' | 'subscriptions'>;

/** One place where services meet, with everything declared that they need. */
export interface TestBus {
  /**
   * What a service is given: on RabbitMQ a connection of its own as its own user, as a process of its own has, who may
   * do no more than the service declares; in memory the one bus that all share.
   */
  connect(service: Named): Promise<OpenedBus>;
  /** Where it lies on RabbitMQ, for clients that go around the bus. */
  readonly place?: TestVirtualHost;
  /** The address there of a service's own user. Throws in memory. */
  urlOf(service: string): string;
}

export const openTestBus = async (
  mode: Mode,
  ladder: readonly number[],
  server: DatabaseServer,
  logger: Logger,
  context: MainContext,
): Promise<TestBus> => {
  const topology = topologyOf(definitions, ladder);
  if (mode === 'in memory') {
    const ofAll = await openBus({ RABBITMQ_URL: undefined, TOPOLOGY_STRICT: false }, topology, server, logger, context);
    return { connect: () => Promise.resolve(ofAll), urlOf: hasNoAddress };
  }
  const place = await testVirtualHost(testBrokerUrl());
  const everything = placed(topology, place);
  context.onStop(() => (place.own ? place.remove() : removeObjects(place.url, place.prefix, everything)));
  await declareTopology(place.url, everything, { prefix: place.prefix });
  const urlOf = await setServiceUsers(place, definitions, ladder);
  const connect = async (service: Named): Promise<OpenedBus> => {
    const wanted = placed(topologyOf([service], ladder), place);
    const bus = await rabbitMqBus({
      url: urlOf(service.name),
      prefix: place.prefix,
      topology: wanted,
      name: service.name,
      log: logger,
    });
    context.onStop(() => bus.close());
    return { bus: inPlace(bus, place), system: 'rabbitmq', described: 'RabbitMQ' };
  };
  return { connect, place, urlOf };
};

const hasNoAddress = (): never => {
  throw new Error('the bus in memory has no address');
};

const placed = ({ queues, rungs }: Topology, place: TestVirtualHost): Topology => ({
  queues: queues.map((queue) => ({ ...queue, name: place.queueName(queue.name) })),
  rungs,
});

/** The bus as the services know it, where queues bear other names because the virtual host is shared. */
const inPlace = (bus: Bus, place: TestVirtualHost): Bus => ({
  publish: (message) => bus.publish(message),
  send: (queue, message, marks) => bus.send(place.queueName(queue), message, marks),
  consume: (queue, options, receive) => bus.consume(place.queueName(queue), options, receive),
  get state() {
    return bus.state;
  },
  onStateChange: (listener) => bus.onStateChange(listener),
  close: (options) => bus.close(options),
});
