import { busConformance, depotTopology } from '@pizzeria/bus/testing';
import { describeOnOwnBroker, startBroker, testVirtualHost, type RunningBroker } from './testing';
import { conformancePlace, EmptiedBroker, expectOwnUser, type ConformancePlace } from './testing/conformance-broker';

jest.setTimeout(120_000);

describeOnOwnBroker('the promises of every bus', () => {
  let broker: RunningBroker;
  let place: ConformancePlace;
  beforeAll(async () => {
    broker = await startBroker();
    place = await conformancePlace(await testVirtualHost(broker.url, (...args) => broker.ctl(...args)));
  });
  afterAll(() => broker.stop());

  it('are kept as a user who may do no more than they need', async () => {
    const emptied = await EmptiedBroker.open(place, depotTopology);
    try {
      await expectOwnUser(emptied);
    } finally {
      await emptied.dispose();
    }
  });

  busConformance<EmptiedBroker>('RabbitMQ on a broker of its own', {
    openBroker: (topology) => EmptiedBroker.open(place, topology),
    patienceMs: 60_000,
    faults: [
      { name: 'the broker restarts', buses: 'recover', inject: () => broker.restart() },
      {
        name: 'the broker is killed and started again',
        buses: 'recover',
        inject: async () => {
          // RabbitMQ 3.10 needs a moment to write down that a queue exists: killed before, it cannot lead it again.
          await new Promise((resolve) => setTimeout(resolve, 3_000));
          await broker.kill();
          await broker.restart();
        },
      },
    ],
  });
});
