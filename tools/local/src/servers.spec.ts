import { findServers, type Finders } from './servers';
import { stoppingAll } from './stop-list';
import { testEnvironment } from './test-environment';

let stopped: string[];
const stop = (name: string) => () => Promise.resolve(void stopped.push(name));
const found: Finders = {
  database: () => Promise.resolve({ url: 'postgres://here', own: true, stop: stop('database') }),
  broker: () => Promise.resolve({ url: 'amqp://here', ctlCommand: ['ctl'], stop: stop('broker') }),
};
const without: Finders = { ...found, broker: () => Promise.reject(new Error('none found')) };

beforeEach(() => void (stopped = []));

describe('the servers that services need', () => {
  it('are stopped when the work with them is over', async () => {
    const work = stoppingAll(async (stops) => {
      const servers = await findServers(stops, 'data', found);
      expect(stopped).toEqual([]);
      return servers;
    });
    expect(await work).toEqual({
      ...{ databaseServerUrl: 'postgres://here', ownDatabaseServer: true },
      ...{ rabbitmqUrl: 'amqp://here', ctlCommand: ['ctl'] },
    });
    expect(stopped).toEqual(['broker', 'database']);
  });

  it('are stopped as far as they were started when one cannot be', async () => {
    await expect(stoppingAll((stops) => findServers(stops, 'data', without))).rejects.toThrow('none found');
    expect(stopped).toEqual(['database']);
  });
});

describe('the servers that suites need', () => {
  it('are told to them, and stopped when the work with them is over', async () => {
    const { env, hasBroker } = await stoppingAll((stops) => testEnvironment(stops, found));
    expect(hasBroker).toBe(true);
    expect(env).toMatchObject({
      ...{ TEST_DATABASE_URL: 'postgres://here', TEST_RABBITMQ_URL: 'amqp://here', TEST_RABBITMQ_CTL: '["ctl"]' },
    });
    expect(stopped).toEqual(['broker', 'database']);
  });

  it('may do without a broker', async () => {
    const { env, hasBroker } = await stoppingAll((stops) =>
      testEnvironment(stops, { ...found, broker: () => Promise.resolve(undefined) }),
    );
    expect(hasBroker).toBe(false);
    expect(env).toMatchObject({ TEST_WITHOUT_BROKER: '1' });
    expect(stopped).toEqual(['database']);
  });

  it('are stopped as far as they were started when one cannot be', async () => {
    await expect(stoppingAll((stops) => testEnvironment(stops, without))).rejects.toThrow('none found');
    expect(stopped).toEqual(['database']);
  });
});
