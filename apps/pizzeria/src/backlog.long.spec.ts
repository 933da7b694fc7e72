import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { analytics } from '@pizzeria/analytics';
import { createEvent, raise, uuidv7Ids, type Bus, type EventDefinition } from '@pizzeria/bus';
import { rabbitMqBus } from '@pizzeria/bus-rabbitmq';
import { describeOnOwnBroker, openRawSender, startBroker, type RunningBroker } from '@pizzeria/bus-rabbitmq/testing';
import { ensureOwnedDatabase, openDatabase } from '@pizzeria/postgres';
import { startTemporaryPostgres } from '@pizzeria/postgres/testing';
import { silentLogger, topologyOf } from '@pizzeria/service';
import { startApp, type AppProcess } from './testing/service-process';
import { openShopHost, type ShopHost } from './testing/service-users';

const run = promisify(execFile);

const total = Number(process.env['BACKLOG'] ?? 200_000);
const queue = 'analytics.metrics';
const tenths = 10;

interface Tenth {
  readonly seconds: number;
  /** Resident memory of the consumer, MiB: the mean of what was seen. */
  readonly mib: number;
}

/** Events that were waiting when the service started. */
describeOnOwnBroker(`${total} waiting messages`, () => {
  let broker: RunningBroker;
  let place: ShopHost;
  let server: Awaited<ReturnType<typeof startTemporaryPostgres>>;
  let service: AppProcess | undefined;

  beforeAll(async () => {
    [broker, server] = await Promise.all([startBroker(), startTemporaryPostgres()]);
    place = await openShopHost(broker);
  }, 120_000);
  afterAll(async () => {
    service?.stop();
    await service?.ended;
    await Promise.all([broker.stop(), server.stop()]);
  }, 60_000);

  it('are worked off, and their consumer does not grow with them', async () => {
    const rabbitmqUrl = place.urlOf(analytics.name);
    await fill(rabbitmqUrl);
    const owned = { name: 'pizzeria_analytics', password: randomBytes(12).toString('hex') };
    const databaseUrl = await ensureOwnedDatabase(server.url, owned);
    service = startApp('analytics', {
      DATABASE_URL: databaseUrl,
      RABBITMQ_URL: rabbitmqUrl,
      ISSUER_URL: 'https://identity.example.com/',
      ISSUER_KEYS_URL: 'file:///nowhere/jwks.json',
      SUBSCRIPTIONS: 'metrics',
      LOG_LEVEL: 'warn',
    });
    const seen = await workedOff(place.host.url, service);
    for (const [index, { seconds, mib }] of seen.entries())
      process.stdout.write(
        `tenth ${index + 1}: ${Math.round(total / tenths / seconds)} messages/s, ${mib.toFixed(1)} MiB resident\n`,
      );
    const database = openDatabase({ url: databaseUrl, name: 'test', poolSize: 1, log: silentLogger });
    const count = async (table: string) => Number((await database.sql(table).count('* as n'))[0]?.['n']);
    const counts = {
      inbox: await count('inbox'),
      dead: await count('dead_letters'),
      effects: await count('preparation_metrics'),
    };
    await database.close();
    expect(counts).toEqual({ inbox: total, dead: 0, effects: total });
    const [second, last] = [seen[1]?.mib ?? 0, seen.at(-1)?.mib ?? 0];
    process.stdout.write(`The last tenth takes ${(last / second).toFixed(2)} times the memory of the second.\n`);
    expect(last).toBeLessThanOrEqual(1.2 * second);
  }, 3_600_000);
});

/** Puts the messages into the one queue, each confirmed. */
const fill = async (url: string): Promise<void> => {
  const started = performance.now();
  const topology = topologyOf([analytics]);
  const bus = await rabbitMqBus({ url, prefix: 'pizzeria', topology, name: 'filler', log: silentLogger });
  for (let sent = 0; sent < total; sent += 1_000)
    await Promise.all(Array.from({ length: Math.min(1_000, total - sent) }, () => sendOne(bus)));
  await bus.close();
  const seconds = (performance.now() - started) / 1_000;
  process.stdout.write(`${total} messages were put into ${queue} in ${seconds.toFixed(1)} s.\n`);
};

const cookingStarted = analytics.subscriptions['metrics']?.handlers
  .map(({ event }): EventDefinition => event)
  .find(({ name }) => name === 'order.cooking-started') as EventDefinition;

const sendOne = (bus: Bus): Promise<void> => {
  const data = { ...(cookingStarted.example as object), orderId: uuidv7Ids.next() };
  const stamp = { id: uuidv7Ids.next(), time: new Date(), sequence: 1 };
  return bus.send(queue, createEvent(raise(cookingStarted, data), stamp).message);
};

/** Looks at queue and process until nothing waits; throws when the service ends, or makes no progress for a minute. */
const workedOff = async (url: string, service: AppProcess): Promise<readonly Tenth[]> => {
  const operator = await openRawSender(url);
  const samples: { readonly at: number; readonly left: number; readonly mib: number }[] = [];
  let progress = { left: total, at: performance.now() };
  let over = false;
  void service.ended.then(() => void (over = true));
  while (progress.left > 0) {
    const [left, mib] = [await operator.depth(queue), await residentMib(service.pid)];
    if (over) throw new Error(`The service ended: ${service.errors()}${service.output()}`);
    samples.push({ at: performance.now(), left, mib });
    if (left < progress.left) progress = { left, at: performance.now() };
    if (performance.now() - progress.at > 60_000) throw new Error(`${left} messages wait, and no fewer for a minute.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  // What was taken last is in hand still.
  service.stop();
  if ((await service.ended) !== 0) throw new Error(`The service ended badly: ${service.errors()}${service.output()}`);
  await operator.close();
  const begun = samples.filter(({ left }) => left < total);
  return Array.from({ length: tenths }, (_, index) => {
    const within = begun.filter(
      ({ left }) => Math.min(tenths - 1, Math.floor(((total - left) * tenths) / total)) === index,
    );
    const [first, last] = [within[0], within.at(-1)];
    if (!first || !last) throw new Error(`Nothing was seen of tenth ${index + 1}.`);
    const mean = within.reduce((sum, { mib }) => sum + mib, 0) / within.length;
    const share = (first.left - last.left) / (total / tenths);
    return { mib: mean, seconds: (last.at - first.at) / 1_000 / share };
  });
};

const residentMib = async (pid: number): Promise<number> => {
  const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]).catch(() => ({ stdout: '0' }));
  return Number(stdout) / 1_024;
};
