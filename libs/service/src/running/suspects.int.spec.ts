import { createEvent, on, raise, uuidv7Ids } from '@pizzeria/bus';
import { databaseNetwork, type DatabaseNetwork } from '@pizzeria/postgres/testing';
import { defineService, type ServiceKit } from '../definition';
import { startTestService, type TestService } from '../testing';
import { until } from '../testing/until';
import { BikeBrought } from '../testing/workshop';

describe('a suspect', () => {
  let network: DatabaseNetwork;
  let service: TestService;
  let goOn: () => void;
  let begun = 0;
  beforeEach(async () => {
    network = await databaseNetwork();
    service = await startTestService(patient, { reachDatabase: network.url, roles: ['subscriptions'] });
  });
  afterEach(async () => {
    await service.stop();
    await network.close();
  });

  const repair = on(BikeBrought, async (_, { database }: Pick<ServiceKit, 'database'>) => {
    begun += 1;
    await new Promise<void>((resolve) => (goOn = resolve));
    await database.ping();
  });
  const patient = defineService({
    name: 'patient',
    publishes: [],
    subscriptions: { repairs: { handlers: [repair] } },
    routes: [],
    migrations: [],
    settings: {},
    parts: ({ database }) => ({ database }),
  });
  const suspects = () => service.database.sql('suspects').pluck<string[]>('queue');

  it('that is handed back again and again because the database went away is handled in the end', async () => {
    const stamp = { id: uuidv7Ids.next(), time: new Date(), sequence: 1 };
    const { message } = createEvent(raise(BikeBrought, { bikeId: 'b-1', trouble: 'flat tyre' }), stamp);
    await service.bus.send('patient.repairs', message, { suspect: true });
    for (let times = 1; times <= 4; times += 1) {
      await until(() => begun === times);
      expect(await suspects()).toEqual(['patient.repairs']);
      network.cut();
      goOn();
      await until(() => service.counts.handedBack === times);
      network.mend();
    }
    await until(() => begun === 5);
    goOn();
    await until(() => service.counts.ended === 1);
    await until(async () => (await suspects()).length === 0);
    expect(service.counts).toMatchObject({ dead: 0, retried: 0 });
    expect(await service.deadLetters()).toEqual([]);
  });
});
