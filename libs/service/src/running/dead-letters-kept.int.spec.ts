import { startTestService, type TestService } from '../testing';
import { until } from '../testing/until';
import { BikeBrought, quietPhone, workshop } from '../testing/workshop';

describe('a dead letter that cannot be kept', () => {
  let service: TestService;
  const errors: string[] = [];
  beforeAll(async () => {
    const ignore = () => undefined;
    const logger = {
      debug: ignore,
      info: ignore,
      warn: ignore,
      error: (_: object, message: string) => void errors.push(message),
      child: () => logger,
    };
    service = await startTestService(workshop(quietPhone()), { logger });
  });
  afterAll(() => service.stop());

  it('stays in its queue, and says so', async () => {
    await service.database.sql.raw('ALTER TABLE dead_letters RENAME TO elsewhere');
    await service.publishForeign(BikeBrought, { bikeId: 'b-1', trouble: 'stolen' });
    await until(() => errors.includes('a dead letter could not be kept'));
    await until(() => service.bus.letters('workshop.repairs.dlq').ready.length === 1);
    await service.stopService();
    expect(service.bus.letters('workshop.repairs.dlq').ready).toMatchObject([{ marks: { reason: 'rejected' } }]);
  });
});
