import { type BrokerUnderTest, busConformance, type JournalDisk, journalDisk } from '../testing';
import type { Topology } from '../topology';
import { type InMemoryBus, inMemoryBus } from './in-memory-bus';

interface MemoryBrokerUnderTest extends BrokerUnderTest {
  /** As kill -9, then a new process over the same journal. */
  killAndRestart(): Promise<void>;
}

const openBroker = async (topology: Topology, disk?: JournalDisk): Promise<MemoryBrokerUnderTest> => {
  const start = (): Promise<InMemoryBus> => inMemoryBus({ topology, journal: disk?.open() });
  let process = await start();
  return {
    connect: async () => process.connect(),
    killAndRestart: async () => {
      disk?.kill();
      process.abandon();
      process = await start();
    },
    dispose: async () => process.abandon(),
  };
};

busConformance('the in-memory bus', { openBroker: (topology) => openBroker(topology) });

busConformance('the in-memory bus with a journal', {
  openBroker: (topology) => openBroker(topology, journalDisk()),
  faults: [
    { name: 'its process is killed and started again', buses: 'die', inject: (broker) => broker.killAndRestart() },
  ],
});
