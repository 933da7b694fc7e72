import { databaseNetwork, stopwatch } from '@pizzeria/postgres/testing';
import { startTestService } from '../testing';
import { BikeBrought, quietPhone, workshop } from '../testing/workshop';

const waitFor = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
};

describe('a service whose database answers nothing any more', () => {
  it('pauses its queues within 15 s, counts no try, and goes on by itself', async () => {
    const network = await databaseNetwork();
    const phone = quietPhone();
    const service = await startTestService(workshop(phone), { reachDatabase: network.url });
    network.swallow();
    const ran = stopwatch();
    await service.publishForeign(BikeBrought, { bikeId: 'b-1', trouble: 'flat tyre' });
    await waitFor(() => service.counts.handedBack >= 1);
    const seconds = ran();
    process.stdout.write(`The circuit opened after ${seconds.toFixed(1)} s.\n`);
    expect(seconds).toBeLessThan(15);
    expect(service.counts.handedBack).toBeLessThan(5);
    network.mend();
    await waitFor(() => phone.calls.length === 1);
    await service.settled();
    expect(service.counts).toMatchObject({ retried: 0, dead: 0 });
    await service.stop();
    await network.close();
  }, 120_000);
});
