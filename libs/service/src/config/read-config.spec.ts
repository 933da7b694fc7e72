import { z } from 'zod';
import { brokerSettings, databaseSettings, portSettings, workSettings } from './common-settings';
import { ConfigError, describeSettings, readConfig } from './read-config';
import { pairs, timeZone } from './readers';

const table = {
  ...portSettings({ port: 3001, management: 9401 }),
  ...databaseSettings,
  ...brokerSettings,
  ...workSettings,
  SHOP_NAME: { description: 'the name over the door', schema: z.string() },
};

const complete = {
  DATABASE_URL: 'postgres://mario:secret@db:5432/orders',
  RABBITMQ_URL: 'amqp://guest:guest@broker:5672',
  SHOP_NAME: "Mario's",
};

const errorOf = (environment: Record<string, string>): ConfigError => {
  try {
    readConfig(table, environment);
  } catch (error) {
    if (error instanceof ConfigError) return error;
  }
  throw new Error('no ConfigError was thrown');
};

describe('reading the configuration', () => {
  it('takes values from the environment and defaults for the rest', () => {
    const config = readConfig(table, { ...complete, PORT: '8081', RETRY_LADDER_MS: '50, 100,200', ROLES: 'http' });
    expect(config.PORT).toBe(8081);
    expect(config.MANAGEMENT_PORT).toBe(9401);
    expect(config.RETRY_LADDER_MS).toEqual([50, 100, 200]);
    expect(config.ROLES).toEqual(['http']);
    expect(config.SUBSCRIPTIONS).toBeUndefined();
  });

  it('knows a time zone from a typo', () => {
    expect(timeZone().safeParse('Europe/Rome').success).toBe(true);
    expect(timeZone().safeParse('Europe/Roma').error?.issues).toMatchObject([{ message: 'it is no known time zone' }]);
  });

  it('reports everything missing or wrong together, each with what to do', () => {
    const { problems } = errorOf({ PORT: 'eighty', ROLES: 'http,cook', RABBITMQ_URL: 'broker', SHOP_NAME: '' });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'PORT',
      'DATABASE_URL is not set. Set DATABASE_URL',
      'RABBITMQ_URL',
      'ROLES',
      'SHOP_NAME is not set. Set SHOP_NAME',
    ]);
    expect(problems[0]).toBe(
      'PORT: "eighty" cannot be used: it is no whole number. Set PORT: the port of the HTTP API, for example 8080',
    );
  });

  it('reports settings that make sense only together, beside everything else', () => {
    const allOrNone = 'to bake without it';
    const oven = {
      PORT: table.PORT,
      OVEN_URL: { description: 'where the oven is', schema: z.string().optional(), allOrNone },
      OVEN_KEY: { description: 'its key', schema: z.string().optional(), allOrNone, secret: true },
    };
    expect(() => readConfig(oven, { PORT: 'eighty', OVEN_KEY: 'hunter2' })).toThrow(
      /  - PORT: "eighty".*\n  - OVEN_KEY set, but OVEN_URL not\. Set all of OVEN_URL, OVEN_KEY, or none to bake without it$/,
    );
    expect(readConfig(oven, { OVEN_KEY: '' })).toMatchObject({ PORT: 3001 });
    expect(readConfig(oven, { OVEN_KEY: 'hunter2', OVEN_URL: 'local' })).toMatchObject({ OVEN_URL: 'local' });
  });

  it('never prints a secret, not even a wrong one', () => {
    const { message } = errorOf({ ...complete, DATABASE_URL: 'mysql://mario:hunter2@db/orders' });
    expect(message).toContain('it must begin with postgres: or postgresql:');
    expect(message).not.toContain('hunter2');
  });

  it.each([
    ['PORT', '70000', 'it is above 65535'],
    ['RETRY_LADDER_MS', '100,50', 'its delays must rise'],
    ['RETRY_LADDER_MS', ',', 'it is empty'],
    ['DATABASE_POOL', '1', 'it is below 2'],
  ])('refuses %s=%s', (name, text, reason) => {
    expect(errorOf({ ...complete, [name]: text }).problems).toEqual([expect.stringContaining(reason)]);
  });

  it('reads pairs, also encoded ones, and refuses what is none', () => {
    const table = { OF: { description: 'where it runs', schema: pairs().default({}) } };
    expect(readConfig(table, {}).OF).toEqual({});
    const text = 'k8s.pod.name=orders-1, deployment.environment.name = test%2Cdrill,empty=';
    expect(readConfig(table, { OF: text }).OF).toEqual({
      'k8s.pod.name': 'orders-1',
      'deployment.environment.name': 'test,drill',
      empty: '',
    });
    for (const wrong of ['orders', '=orders', 'a=%E0%A4%A'])
      expect(() => readConfig(table, { OF: wrong })).toThrow('it is no list of name=value');
  });

  it('describes what can be set, with defaults', () => {
    const described = describeSettings(table);
    expect(described.find(({ name }) => name === 'PORT')).toMatchObject({ required: false, default: '3001' });
    expect(described.find(({ name }) => name === 'DATABASE_URL')).toMatchObject({ required: true, secret: true });
    expect(described.find(({ name }) => name === 'ROLES')).toMatchObject({ default: 'http,relay,subscriptions' });
  });
});
