import { systemClock } from '@pizzeria/bus';
import { silent } from '../log';
import { anOutboxRow, databaseNetwork, stopwatch, testDatabase } from '../testing';
import { RecordingBus } from './bus.fixture';
import { connectSession, endSession } from '../session';
import { startRelay } from './relay';
import { relayTiming } from './timing';

const eventually = async (condition: () => Promise<boolean> | boolean): Promise<void> => {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
};

describe('a relay in production', () => {
  it('is replaced when its network swallows everything, soon after the server has ended its session', async () => {
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
    const name = 'another session';
    const idleMs = relayTiming.vanishedMs;
    const session = await connectSession({ url: network.url(test.url), name, idleMs, onLost: () => undefined });
    network.swallow();
    const [untilEnded, untilLed] = [stopwatch(), stopwatch()];
    const ended = eventually(async () => {
      const rows = await test.database.sql('pg_stat_activity').where({ application_name: name });
      return rows.length === 0;
    }).then(untilEnded);
    const leads = eventually(() => heir.leading).then(untilLed);
    const [endedAfter, leadsAfter] = [await ended, await leads];
    process.stdout.write(
      `A session ends after ${endedAfter.toFixed(1)} s, another relay leads after ${leadsAfter.toFixed(1)} s.\n`,
    );
    expect(leadsAfter).toBeLessThan(1.25 * endedAfter);
    await endSession(session);
    await test.database.transaction(async () => test.database.enqueue([anOutboxRow()]));
    await bus.until(() => bus.confirmed.length === 1);
    await Promise.all([lost.stop(), heir.stop()]);
    await network.close();
    await test.drop();
  }, 90_000);
});
