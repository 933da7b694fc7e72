import { openDatabase } from '@pizzeria/postgres';
import { databaseNetwork, stopwatch, testServerUrl } from '@pizzeria/postgres/testing';
import { silentLogger } from '../logging/pino-logger';
import { startTestService } from '../testing';
import { BikeBrought, quietPhone, workshop } from '../testing/workshop';

const waitFor = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
};

describe('a service whose database answers nothing any more', () => {
  it('pauses its queues soon after one question went unanswered, counts no try, and goes on by itself', async () => {
    const network = await databaseNetwork();
    const phone = quietPhone();
    const service = await startTestService(workshop(phone), { reachDatabase: network.url });
    const asking = openDatabase({ url: network.url(testServerUrl()), name: 'another', log: silentLogger });
    await asking.sql.raw('SELECT 1');
    network.swallow();
    const [untilGivenUp, untilOpened] = [stopwatch(), stopwatch()];
    const givenUp = asking.sql.raw('SELECT 1').then(() => Promise.reject(new Error('answered')), untilGivenUp);
    await service.publishForeign(BikeBrought, { bikeId: 'b-1', trouble: 'flat tyre' });
    await waitFor(() => service.counts.handedBack >= 1);
    const opened = untilOpened();
    const given = await givenUp;
    process.stdout.write(
      `A question was given up after ${given.toFixed(1)} s, the circuit opened after ${opened.toFixed(1)} s.\n`,
    );
    expect(opened).toBeLessThan(1.25 * given);
    expect(service.counts.handedBack).toBeLessThan(5);
    network.mend();
    await waitFor(() => phone.calls.length === 1);
    await service.settled();
    expect(service.counts).toMatchObject({ retried: 0, dead: 0 });
    await asking.close();
    await service.stop();
    await network.close();
  }, 120_000);
});
