import { RetryAfter } from '@pizzeria/bus';
import { databaseNetwork, type DatabaseNetwork } from '@pizzeria/postgres/testing';
import { startTestService, type TestService, type TestServiceOptions } from '../testing';
import { until } from '../testing/until';
import { BikeRepaired, quietPhone, workshop, type Phone } from '../testing/workshop';

describe('a call to the outside world', () => {
  let network: DatabaseNetwork;
  let service: TestService;
  let phone: Phone;
  let pickUp: () => void;
  beforeEach(async () => {
    network = await databaseNetwork();
    phone = quietPhone();
  });
  afterEach(async () => {
    await service.stop();
    await network.close();
  });

  const open = async (options: TestServiceOptions = {}) => {
    service = await startTestService(workshop(phone), {
      reachDatabase: network.url,
      roles: ['subscriptions'],
      ...options,
    });
  };
  /** Of this call and those after it. */
  const holdTheLine = (ofCall = 1): void => {
    const held = new Promise<void>((resolve) => (pickUp = resolve));
    Object.defineProperty(phone, 'hold', { get: () => (phone.rings >= ofCall ? held : undefined) });
  };
  const repaired = () => service.publishForeign(BikeRepaired, { bikeId: 'b-1', bill: 1_500 });
  const notes = () => service.database.sql('notes').orderBy('id').pluck<string[]>('what');
  const failTimes = (times: number) =>
    phone.failures.push(...Array.from({ length: times }, () => new Error('engaged')));
  // Not the claim in the table: that can be read before the service hears that its commit worked.
  const rung = (times: number) => until(() => phone.rings >= times);

  it('is noted, and not made again, though the database went away while it was made', async () => {
    await open();
    holdTheLine();
    await repaired();
    await rung(1);
    network.cut();
    pickUp();
    await until(() => network.refused >= 2);
    network.mend();
    await service.settled();
    expect(phone.calls).toEqual(['b-1']);
    expect(await notes()).toEqual(['claimed', 'called about b-1']);
    expect(service.counts).toMatchObject({ handedBack: 0, retried: 0, dead: 0 });
  });

  it('that failed gives its claim back though the database went away meanwhile', async () => {
    await open();
    holdTheLine();
    failTimes(1);
    await repaired();
    await rung(1);
    network.cut();
    pickUp();
    await until(() => network.refused >= 2);
    network.mend();
    await service.settled();
    expect(await notes()).toEqual(['claimed', 'released', 'claimed', 'called about b-1']);
  });

  it('is not given up when its last try is asked to wait', async () => {
    await open();
    failTimes(5);
    phone.failures.push(new RetryAfter(1));
    await repaired();
    await until(() => service.counts.retried >= 4);
    service.clock.advance(60_000);
    await service.settled();
    expect(await notes()).not.toContain('given up');
    expect(phone.calls).toEqual(['b-1']);
  });

  it('is not given up when its process stops during its last try', async () => {
    await open({ drainMs: 50 });
    failTimes(5);
    holdTheLine(6);
    await repaired();
    await rung(6);
    await service.stopService();
    pickUp();
    await until(async () => (await notes()).length >= 12);
    expect(await notes()).not.toContain('given up');
  });

  it('that is refused a connection pauses nothing: the database is not to blame for that', async () => {
    await open();
    phone.failures.push(Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:25'), { code: 'ECONNREFUSED' }));
    await repaired();
    await service.settled();
    expect(phone.calls).toEqual(['b-1']);
    expect(service.counts.handedBack).toBe(0);
  });
});
