import { systemClock } from '@pizzeria/bus';
import { silent } from '../log';
import { anOutboxRow, databaseNetwork, stopwatch, testDatabase } from '../testing';
import { RecordingBus } from './bus.fixture';
import { startRelay } from './relay';

const eventually = async (condition: () => Promise<boolean> | boolean): Promise<void> => {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
};

describe('a relay in production', () => {
  it('is replaced within 15 s when its network swallows everything', async () => {
    const test = await testDatabase({ name: 'takeover' });
    const network = await databaseNetwork();
    const bus = new RecordingBus();
    const relayAt = (databaseUrl: string, publish: RecordingBus['publish']) =>
      startRelay({
        database: test.database,
        databaseUrl,
        service: 'orders',
        publish,
        clock: systemClock,
        log: silent,
      });
    const lost = relayAt(network.url(test.url), new RecordingBus().publish);
    await eventually(() => lost.leading);
    const heir = relayAt(test.url, bus.publish);
    network.swallow();
    const ran = stopwatch();
    await eventually(() => heir.leading);
    const seconds = ran();
    process.stdout.write(`Another relay leads after ${seconds.toFixed(1)} s.\n`);
    expect(seconds).toBeLessThan(15);
    await test.database.transaction(async () => test.database.enqueue([anOutboxRow()]));
    await bus.until(() => bus.confirmed.length === 1);
    await Promise.all([lost.stop(), heir.stop()]);
    await network.close();
    await test.drop();
  }, 90_000);
});
