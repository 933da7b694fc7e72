import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { declareTopology } from '@pizzeria/bus-rabbitmq';
import { describeOnOwnBroker, openRawSender, startBroker, type RunningBroker } from '@pizzeria/bus-rabbitmq/testing';
import { until } from '@pizzeria/local';
import { dashboards } from './boards/boards';
import { elsewhere } from './checks/elsewhere';
import { unknownNames } from './checks/names';
import { queriesOfBoard, queriesOfRules, type PlacedQuery } from './checks/queries';
import { shownBy } from './queries/exposition';
import { clusterGroups, groups } from './rules/groups';
import { wholeOrder } from './stage/people';
import { openStage, type Stage } from './stage/stage';
import { thresholds } from './thresholds';

const families = ['queue_coarse_metrics', 'queue_consumer_count', 'queue_delivery_metrics', 'exchange_metrics'];
const patienceMs = 60_000;

const text = async (url: string): Promise<string> => (await fetch(url)).text();
const detailed = ({ metricsUrl }: RunningBroker) =>
  text(`${metricsUrl}/detailed?vhost=/&${families.map((family) => `family=${family}`).join('&')}`);

/** A broker at work shows more than one that has just been started. */
const scrapesOfBroker = async (broker: RunningBroker): Promise<readonly string[]> => {
  const url = broker.metricsUrl ?? '';
  await until('metrics of the broker', patienceMs, () =>
    fetch(url).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  await until('metrics of its queues', patienceMs, async () =>
    /detailed_queue_consumers\{/.test(await detailed(broker)),
  );
  return [await text(url), await detailed(broker)];
};

const queries: readonly PlacedQuery[] = [
  ...dashboards().flatMap((board) => queriesOfBoard(board).promQl),
  ...queriesOfRules([...groups, ...clusterGroups]),
];
const ofBroker = queries.filter(({ text }) => text.includes('rabbitmq_'));

/** What can be had of it: one line of RabbitMQ calls this metric by one name, the other by another. */
const eitherName = { rabbitmq_raft_entry_commit_latency_seconds: [], rabbitmq_raft_commit_latency_seconds: [] };

describeOnOwnBroker('what boards and rules name', () => {
  let stage: Stage;
  let services: readonly string[] = [];
  let broker: readonly string[] = [];

  beforeAll(async () => {
    stage = await openStage({ ladder: [100] });
    stage.twilio.mood = { status: 500, code: 20500 };
    await wholeOrder(stage);
    const sender = await openRawSender(stage.broker.url);
    sender.send('kitchen.tickets', Buffer.from('no event'));
    await sender.drain();
    await sender.close();
    const scrape = () =>
      Promise.all(stage.fleet.copies.map(({ managementPort }) => text(`http://127.0.0.1:${managementPort}/metrics`)));
    await until('a dead letter, a failure, and events told to all', patienceMs, async () => {
      services = await scrape();
      const all = services.join('\n');
      const seen = [
        /^pizzeria_dead_letters\{/m,
        /error_type=/,
        /^pizzeria_bus_retries_total\{[^}]*because="failure"/m,
        /^pizzeria_promise_error_bucket\{/m,
        /^pizzeria_kitchen_queue/m,
      ];
      return seen.every((sample) => sample.test(all));
    });
    broker = await scrapesOfBroker(stage.broker);
  });
  afterAll(() => stage?.close());

  const names = () => ({
    shown: shownBy(...services, ...broker),
    elsewhere: { ...elsewhere, ...eitherName },
    unseen: { outcome: ['duplicate'], direction: ['late'] },
  });

  it('is shown by the services and the broker', () => {
    expect(unknownNames(queries, names())).toEqual([]);
  });

  it('has the bound by which promises count as kept', () => {
    const bounds = names().shown.get('pizzeria_promise_error_bucket')?.get('le');
    expect(bounds).toContain(String(thresholds.promiseGraceSeconds));
  });

  it.each([
    ['a metric that is not shown', 'sum(pizzeria_dead_leters)', 'nothing shows pizzeria_dead_leters'],
    [
      'a label that it has not',
      'pizzeria_outbox_pending{serivce="orders"}',
      'pizzeria_outbox_pending has no label serivce',
    ],
    [
      'a label of another metric',
      'sum by (rung) (pizzeria_dead_letters)',
      'pizzeria_dead_letters cannot be grouped by rung',
    ],
    [
      'a value that it never has',
      'pizzeria_orders_total{status="deliverd"}',
      'pizzeria_orders_total is never of the status deliverd',
    ],
    ['a metric of an older broker', 'rabbitmq_alarms_of_old', 'nothing shows rabbitmq_alarms_of_old'],
  ])('is refused with %s', (_, query, problem) => {
    expect(unknownNames([{ place: 'here', text: query }], names())).toEqual([`here: ${problem}`]);
  });

  it('is at least one of two, where versions of RabbitMQ differ', () => {
    expect([...shownBy(...broker).keys()].some((name) => name in eitherName)).toBe(true);
  });
});

/** Other versions of RabbitMQ that `npm run test:brokers` has fetched. */
const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'pizzeria');
const homes = (existsSync(cache) ? readdirSync(cache) : []).filter((name) => /^rabbitmq-\d+\.\d+$/.test(name)).sort();
const topology = { queues: [{ name: 'kitchen.tickets', bindings: ['order.placed.#'] }], rungs: [1_000] };

/** Starts a broker of this folder in place of the installed one. */
const startOf = async (home: string): Promise<RunningBroker> => {
  const before = process.env['PIZZERIA_RABBITMQ_HOME'];
  process.env['PIZZERIA_RABBITMQ_HOME'] = join(cache, home);
  try {
    return await startBroker({ metrics: true });
  } finally {
    if (before === undefined) delete process.env['PIZZERIA_RABBITMQ_HOME'];
    else process.env['PIZZERIA_RABBITMQ_HOME'] = before;
  }
};

for (const home of homes.slice(-1)) {
  it(`what boards and rules name of the broker is shown by ${home} as well`, async () => {
    const running = await startOf(home);
    try {
      await declareTopology(running.url, topology, { prefix: 'pizzeria' });
      const shown = shownBy(...(await scrapesOfBroker(running)));
      const unknown = unknownNames(ofBroker, { shown, elsewhere: { ...elsewhere, ...eitherName } });
      expect(unknown.filter((problem) => problem.includes('rabbitmq_'))).toEqual([]);
      expect([...shown.keys()].some((name) => name in eitherName)).toBe(true);
    } finally {
      await running.stop();
    }
  });
}
