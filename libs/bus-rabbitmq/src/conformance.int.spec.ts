import { busConformance, depotTopology } from '@pizzeria/bus/testing';
import { describeOnBroker, testBrokerUrl, testVirtualHost, type TestVirtualHost } from './testing';
import { conformancePlace, EmptiedBroker, expectOwnUser, type ConformancePlace } from './testing/conformance-broker';

jest.setTimeout(60_000);

describeOnBroker('the promises of every bus', () => {
  let host: TestVirtualHost;
  let place: ConformancePlace;
  beforeAll(async () => {
    host = await testVirtualHost(testBrokerUrl());
    place = await conformancePlace(host);
  });
  afterAll(() => place.remove());

  it('are kept as a user who may do no more than they need', async () => {
    if (!host.own) return;
    const broker = await EmptiedBroker.open(place, depotTopology);
    try {
      await expectOwnUser(broker);
    } finally {
      await broker.dispose();
    }
  });

  busConformance<EmptiedBroker>('RabbitMQ', {
    openBroker: (topology) => EmptiedBroker.open(place, topology),
    patienceMs: 20_000,
    faults: [
      {
        name: 'all connections are cut',
        buses: 'recover',
        inject: (broker) => Promise.resolve(broker.network.drop()),
      },
      {
        name: 'the network swallows everything for longer than confirms may take',
        buses: 'recover',
        inject: (broker) => broker.swallowConfirms(),
      },
    ],
  });
});
