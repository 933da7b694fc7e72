import { databaseNetwork, type DatabaseNetwork } from '@pizzeria/postgres/testing';
import { startTestService, type TestService } from '../testing';
import { until } from '../testing/until';
import { BikeBrought, BikeRepaired, quietPhone, workshop } from '../testing/workshop';

describe('a part of a service', () => {
  const brought = { bikeId: 'b-1', trouble: 'flat tyre' };

  it('handles only the subscriptions it is given, and leaves the rest in their queues', async () => {
    const service = await startTestService(workshop(quietPhone()), { subscriptions: ['repairs'] });
    await service.publishForeign(BikeBrought, brought);
    await until(() => service.published(BikeRepaired).length === 1);
    await until(() => service.bus.letters('workshop.calls').ready.length === 1);
    await service.stop();
  });

  it('serves no route without the role for it', async () => {
    const service = await startTestService(workshop(quietPhone()), { roles: ['relay'] });
    expect((await service.call('POST', '/api/workshop/bikes', { body: { bikeId: 'b-1' } })).status).toBe(404);
    await service.stop();
  });

  it('refuses to start for a subscription that does not exist, and names those that do', async () => {
    const start = startTestService(workshop(quietPhone()), { subscriptions: ['painting'] });
    await expect(start).rejects.toThrow(
      'SUBSCRIPTIONS names painting, which workshop does not have. It has: repairs, calls.',
    );
  });

  it('publishes nothing that it did not declare', async () => {
    const { publishes, ...rest } = workshop(quietPhone());
    const service = await startTestService({ ...rest, publishes: publishes.slice(0, 1) });
    const answer = await service.call('POST', '/api/workshop/bikes', { body: { bikeId: 'b-1' } });
    expect(answer.status).toBe(500);
    expect(await service.database.sql('notes').pluck<string[]>('what')).toEqual([]);
    await service.stop();
  });

  it('lets a running handler finish when it is stopped, and takes no further message', async () => {
    const caller = quietPhone();
    let hangUp = (): void => undefined;
    caller.hold = new Promise((resolve) => (hangUp = resolve));
    const service = await startTestService(workshop(caller), { drainMs: 10_000 });
    await service.publishForeign(BikeRepaired, { bikeId: 'b-1', bill: 1_500 });
    await until(() => service.counts.started === 1);
    const stopping = service.stopService();
    await service.publishForeign(BikeRepaired, { bikeId: 'b-2', bill: 1_500 });
    hangUp();
    await stopping;
    expect(caller.calls).toEqual(['b-1']);
    expect(service.bus.letters('workshop.calls').ready).toHaveLength(1);
    expect(service.readiness()).toBe('workshop is stopping');
    await service.stop();
  });

  it('aborts a handler that outlasts the drain limit, and hands its message back', async () => {
    const caller = quietPhone();
    caller.hold = new Promise(() => undefined);
    const service = await startTestService(workshop(caller), { drainMs: 50 });
    await service.publishForeign(BikeRepaired, { bikeId: 'b-1', bill: 1_500 });
    await until(() => service.counts.started === 1);
    await service.stopService();
    expect(service.counts.handedBack).toBe(1);
    expect(service.bus.letters('workshop.calls').ready).toHaveLength(1);
    await service.stop();
  });
});

describe('a service whose database goes away', () => {
  let network: DatabaseNetwork;
  let service: TestService;
  const phone = quietPhone();
  beforeAll(async () => {
    network = await databaseNetwork();
    service = await startTestService(workshop(phone), { reachDatabase: network.url });
  });
  afterAll(async () => {
    await service.stop();
    await network.close();
  });

  it('answers 503, pauses its queues, counts no try, and goes on by itself', async () => {
    network.cut();
    await service.publishForeign(BikeBrought, { bikeId: 'b-1', trouble: 'flat tyre' });
    await until(() => service.counts.handedBack >= 1);
    const answer = await service.call('POST', '/api/workshop/bikes', { body: { bikeId: 'b-1' } });
    expect(answer.body).toMatchObject({ status: 503, code: 'database-unavailable' });
    expect(service.counts.handedBack).toBeLessThan(5);
    network.mend();
    await until(() => phone.calls.length === 1);
    await service.settled();
    expect(service.counts).toMatchObject({ retried: 0, dead: 0 });
  });
});
