import { startFleet, type FleetOptions } from './fleet';
import type { Prepared } from './prepare';

const prepared = {
  databaseUrl: () => 'postgres://here',
  rabbitmqUrl: () => 'amqp://here',
  keys: { keysUrl: 'file:///keys' },
} as unknown as Prepared;

const options: FleetOptions = {
  databaseServerUrl: 'postgres://here',
  rabbitmqUrl: 'amqp://here',
  dataDir: '/nowhere',
  line: () => {},
};

describe('the fleet', () => {
  it('starts no process before there is a way to its servers for each', async () => {
    const started: string[] = [];
    const starting = startFleet(
      {
        ...options,
        between: ({ service }, servers) =>
          service === 'analytics' ? Promise.reject(new Error('no port is free')) : Promise.resolve(servers),
      },
      {
        prepare: () => Promise.resolve(prepared),
        supervise: ({ name }) => {
          started.push(name);
          return { name, pid: 1, starts: 1, kill: () => Promise.resolve(), stop: () => Promise.resolve() };
        },
      },
    );
    await expect(starting).rejects.toThrow('no port is free');
    expect(started).toEqual([]);
  });
});
