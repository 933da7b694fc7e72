import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describeOnBroker, testBrokerUrl, testVirtualHost, type TestVirtualHost } from '@pizzeria/bus-rabbitmq/testing';
import { runTopology } from './run-topology';

const root = join(__dirname, '../../..');

describeOnBroker('the topology command', () => {
  let place: TestVirtualHost;
  const lines: string[] = [];
  const run = () =>
    runTopology({
      environment: { RABBITMQ_URL: place.url, RETRY_LADDER_MS: '50,100' },
      strict: true,
      say: (line) => lines.push(line),
    });

  beforeAll(async () => {
    place = await testVirtualHost(testBrokerUrl());
  });
  afterAll(() => place.remove());

  it('makes a queue with dead letters for every subscription, the exchanges and the delays, and the second time finds them', async () => {
    if (!place.own) return;
    const first = await run();
    const listed = (await place.ctl('--vhost', place.vhost, 'list_queues', 'name', '--no-table-headers')).split('\n');
    const queues = listed.filter((name) => name !== '');
    expect(queues).toEqual(expect.arrayContaining(['kitchen.tickets', 'notifications.sms', 'notifications.email']));
    expect(queues).toEqual(expect.arrayContaining(['analytics.log', 'pizzeria.delay.50', 'pizzeria.delay.100']));
    for (const name of queues.filter((queue) => !/\.dlq$|^pizzeria\./.test(queue))) {
      expect(queues).toContain(`${name}.dlq`);
    }
    expect(first.made).toHaveLength(queues.length + 4);
    const second = await run();
    expect(second.made).toEqual([]);
    expect(lines.at(-1)).toMatch(/^0 made, \d+ found, 0 with other parameters\.$/);
  });
});

describe('the topology command as a process', () => {
  const started = (environment: Record<string, string>) => {
    const { PATH = '', HOME = '' } = process.env;
    const source = ['--import', 'tsx', '--conditions=@pizzeria/source', join(__dirname, 'main.ts')];
    return spawnSync(process.execPath, source, { cwd: root, env: { PATH, HOME, ...environment }, encoding: 'utf8' });
  };
  const wrongPassword = () => Object.assign(new URL(testBrokerUrl()), { password: 'wrong' }).href;

  it.each([
    ['no address', () => ({}), /RABBITMQ_URL is not set/],
    ['an address that is none', () => ({ RABBITMQ_URL: 'rabbit' }), /RABBITMQ_URL: .* cannot be used/],
    ['a wrong password', () => ({ RABBITMQ_URL: wrongPassword() }), /check user and password/],
  ])(
    'ends with code 1 and one message when it has %s',
    (_case, environment, message) => {
      if (process.env['TEST_WITHOUT_BROKER'] === '1') return;
      const { stderr, status } = started(environment());
      expect(stderr).toMatch(message);
      expect(stderr).not.toMatch(/\n\s+at /);
      expect(status).toBe(1);
    },
    60_000,
  );
});
