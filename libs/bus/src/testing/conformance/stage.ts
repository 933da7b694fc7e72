import type { Bus } from '../../bus';
import { BusUnavailable } from '../../errors';
import type { OutgoingMessage } from '../../bus';
import type { Topology } from '../../topology';
import type { BrokerUnderTest, BusHarness } from '../harness';
import { DepotOpened, ParcelSent, ParcelSentBack } from '../parcels';

/** Short enough for a test to walk it whole, ms. */
export const shortLadder: readonly number[] = [50, 100, 200];

/** Longer than any test: what waits on it does not come back in time, ms. */
export const longRung = 600_000;

export const outQueue = 'depot.out';
export const backQueue = 'depot.back';
export const logQueue = 'depot.log';

/** Two queues for one event each, one for both. */
export const depotTopology: Topology = {
  rungs: [...shortLadder, longRung],
  queues: [
    { name: outQueue, bindings: ['parcel.sent.#'] },
    { name: backQueue, bindings: ['parcel.sent-back.#'] },
    { name: logQueue, bindings: ['parcel.sent.#', 'parcel.sent-back.#'] },
  ],
};

/** What the depot may say and hears: all that a bus needs to be allowed for the suite. */
export const depotVoice = {
  name: 'depot',
  publishes: [ParcelSent, ParcelSentBack, DepotOpened].map(({ name }) => name),
  bindings: depotTopology.queues.flatMap(({ bindings }) => bindings),
};

/** A fresh broker for every test, gone after it. */
export interface Stage<Broker extends BrokerUnderTest = BrokerUnderTest> {
  readonly broker: Broker;
  /** A bus that every test has. */
  readonly bus: Bus;
  readonly patienceMs: number;
}

/** Call inside `describe`: opens and disposes the stage around each test. */
export const stageFor = <Broker extends BrokerUnderTest>(harness: BusHarness<Broker>): (() => Stage<Broker>) => {
  let stage: Stage<Broker> | undefined;
  beforeEach(async () => {
    const broker = await harness.openBroker(depotTopology);
    stage = { broker, bus: await broker.connect(), patienceMs: harness.patienceMs ?? 60_000 };
  });
  afterEach(async () => {
    await stage?.broker.dispose();
    stage = undefined;
  });
  return () => {
    if (!stage) throw new Error('there is a stage only inside a test');
    return stage;
  };
};

/** Publishes again, with the same id, for as long as it is uncertain whether the bus has the message. */
export const publishSurely = async (busNow: () => Bus, message: OutgoingMessage, patienceMs: number): Promise<void> => {
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    try {
      await busNow().publish(message);
      return;
    } catch (error) {
      if (!(error instanceof BusUnavailable) || Date.now() > giveUpAt) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
};
