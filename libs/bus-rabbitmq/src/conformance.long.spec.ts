import type { Topology } from '@pizzeria/bus';
import { busFaults, type BrokerUnderTest } from '@pizzeria/bus/testing';
import { describeOnOwnBroker, startBroker, testVirtualHost, type RunningBroker } from './testing';
import { conformancePlace, EmptiedBroker } from './testing/conformance-broker';

jest.setTimeout(120_000);

/**
 * A broker started for one test, and thrown away: one that has made and deleted hundreds of queues refuses to make any for
 * a while after it was started again (541), and RabbitMQ 4.0 may refuse to delete any then.
 */
interface BrokerOfItsOwn extends BrokerUnderTest {
  readonly running: RunningBroker;
}

const startWith = async (running: RunningBroker, topology: Topology): Promise<BrokerOfItsOwn> => {
  const place = await conformancePlace(await testVirtualHost(running.url, (...args) => running.ctl(...args)));
  const emptied = await EmptiedBroker.open(place, topology);
  return {
    running,
    connect: () => emptied.connect(),
    dispose: () => emptied.close().finally(() => running.stop()),
  };
};

const openBroker = async (topology: Topology): Promise<BrokerOfItsOwn> => {
  const running = await startBroker();
  try {
    return await startWith(running, topology);
  } catch (error) {
    await running.stop();
    throw error;
  }
};

describeOnOwnBroker('the promises of every bus', () => {
  busFaults<BrokerOfItsOwn>('RabbitMQ', {
    openBroker,
    patienceMs: 60_000,
    faults: [
      { name: 'the broker restarts', buses: 'recover', inject: ({ running }) => running.restart() },
      {
        name: 'the broker is killed and started again',
        buses: 'recover',
        inject: async ({ running }) => {
          // RabbitMQ 3.10 needs a moment to write down that a queue exists: killed before, it cannot lead it again.
          await new Promise((resolve) => setTimeout(resolve, 3_000));
          await running.kill();
          await running.restart();
        },
      },
    ],
  });
});
