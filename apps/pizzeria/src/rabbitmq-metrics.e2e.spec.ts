import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { busMetrics } from '@pizzeria/bus';
import { declareTopology, rabbitMqBus, type RabbitMqBus } from '@pizzeria/bus-rabbitmq';
import {
  describeOnBroker,
  removeObjects,
  testBrokerUrl,
  testVirtualHost,
  type TestVirtualHost,
} from '@pizzeria/bus-rabbitmq/testing';
import { inMemoryTelemetry, type InMemoryTelemetry } from '@pizzeria/telemetry';
import { labelFaults, readCatalogue, readScrape, type Scrape } from './testing/watched/catalogue';

describeOnBroker('the metrics of a bus on RabbitMQ', () => {
  let place: TestVirtualHost;
  let bus: RabbitMqBus;
  let telemetry: InMemoryTelemetry;
  let server: Server;
  let scrape: Scrape;
  const topology = () => ({
    queues: [{ name: place.queueName('kitchen.tickets'), bindings: ['order.placed.#'] }],
    rungs: [50],
  });
  beforeAll(async () => {
    telemetry = inMemoryTelemetry('kitchen');
    place = await testVirtualHost(testBrokerUrl());
    await declareTopology(place.url, topology(), { prefix: place.prefix });
    bus = await rabbitMqBus({ url: place.url, prefix: place.prefix, topology: topology(), name: 'kitchen' });
    busMetrics().watch(bus);
    await bus.consume(place.queueName('kitchen.tickets'), { prefetch: 1 }, async () => ({ kind: 'ack' }));
    server = createServer((request, response) => telemetry.metricsHandler(request, response)).listen(0);
    const { port } = server.address() as AddressInfo;
    scrape = readScrape(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text());
  });
  afterAll(async () => {
    await bus.close();
    await (place.own ? place.remove() : removeObjects(place.url, place.prefix, topology()));
    server.close();
    await telemetry.stop();
  });

  it('are those of the catalogue and no others', () => {
    const shown = [...scrape.types].map(([name, type]) => `${name} ${type}`);
    const wanted = readCatalogue().metrics.filter(
      ({ name, shownBy }) => shownBy === 'a process on RabbitMQ' || name === 'pizzeria_bus_connected',
    );
    expect(shown.filter((name) => name.startsWith('pizzeria_bus_')).sort()).toEqual(
      wanted.map(({ name, type }) => `${name} ${type}`).sort(),
    );
    expect(wanted.flatMap((metric) => labelFaults(metric, scrape))).toEqual([]);
  });

  it('show each connection in its role', () => {
    const roles = scrape.series.filter(({ metric }) => metric === 'pizzeria_bus_connected');
    expect(roles.map(({ labels }) => labels['role']).sort()).toEqual(['consume', 'publish']);
  });
});
