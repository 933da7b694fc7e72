import type { EventEnvelope } from '@pizzeria/bus';
import { shuffle } from '@pizzeria/bus/testing';
import { openDatabase } from '@pizzeria/postgres';
import { silentLogger } from '@pizzeria/service';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { metricsTables } from '../postgres/metrics';
import { manyOrders } from '../testing/many-orders';
import { openOffice, type Office } from '../testing/office';

const seed = Number(process.env['SEED'] ?? 20_260_314);
const most = Number(process.env['ORDERS'] ?? 100_000);
const fewer = most / 10;
/** Events that are measured together; within so many their order is shuffled. */
const pageSize = 500;

const run = promisify(execFile);
const program = join(__dirname, '../testing/rebuild-process.ts');

interface Rebuilt {
  readonly events: number;
  readonly peakMib: number;
}

/** In a process of its own, whose memory nothing else uses. */
const rebuildIn = async (office: Office): Promise<Rebuilt & { readonly seconds: number }> => {
  const began = performance.now();
  const args = ['--import', 'tsx', '--conditions=@pizzeria/source', program, office.url];
  const { stdout } = await run(process.execPath, args, { cwd: join(__dirname, '../../../../..') });
  return { ...(JSON.parse(stdout) as Rebuilt), seconds: (performance.now() - began) / 1_000 };
};

/** Of every row of every table: two tables have the same only if they hold the same. */
const sumsOf = async ({ url }: Office): Promise<Readonly<Record<string, string>>> => {
  const database = openDatabase({ url, name: 'sums', poolSize: 1, unansweredMs: 3_600_000, log: silentLogger });
  const sums: Record<string, string> = {};
  for (const table of metricsTables)
    await database.transaction(async () => {
      await database.sql.raw('SET LOCAL statement_timeout = 0');
      const { rows } = await database.sql.raw<{ rows: readonly { sum: string }[] }>(`
        SELECT count(*) || ' rows ' || md5(string_agg(row, '' ORDER BY row)) AS sum
          FROM (SELECT md5(${table}::text) AS row FROM ${table}) AS hashed`);
      sums[table] = rows[0]?.sum ?? '';
    });
  await database.close();
  return sums;
};

/** The events of so many orders by pages, as they may come: shuffled, and some of a page with a later one. */
function* arrivals(orders: number): Generator<readonly EventEnvelope[]> {
  let waiting: EventEnvelope[] = [];
  let pages = 0;
  for (const life of manyOrders(orders, seed)) {
    waiting.push(...life);
    if (waiting.length < pageSize) continue;
    const [come, late] = cut(shuffle(waiting, seed + (pages += 1)), pageSize - pageSize / 10);
    yield come;
    waiting = late;
  }
  yield waiting;
}

const cut = (events: readonly EventEnvelope[], at: number) => [events.slice(0, at), events.slice(at)] as const;

type Measure = (office: Office, events: readonly EventEnvelope[]) => Promise<void>;

/** Each in a transaction of its own, ten at a time: as a service handles them. */
const eachByItself: Measure = async (office, events) => {
  for (let at = 0; at < events.length; at += 10)
    await Promise.all(events.slice(at, at + 10).map((event) => office.deliver('metrics', event)));
};

/** By the same handlers and statements, of a page of events at a time. */
const byThePage: Measure = (office, events) => office.measureAll(events);

/** Measures and keeps so many orders, rebuilds, and answers what that took when every table is the same. */
const rebuildOf = async (orders: number, measure: Measure): Promise<Rebuilt> => {
  const office = await openOffice();
  try {
    const began = performance.now();
    for (const events of arrivals(orders)) {
      await measure(office, events);
      await office.keepAll(events);
    }
    const live = (performance.now() - began) / 1_000;
    const before = await sumsOf(office);
    const rebuilt = await rebuildIn(office);
    expect(await sumsOf(office)).toEqual(before);
    process.stdout.write(
      `${orders} orders, ${rebuilt.events} events: measured and kept in ${live.toFixed(0)} s, ` +
        `rebuilt in ${rebuilt.seconds.toFixed(0)} s, ${rebuilt.peakMib.toFixed(1)} MiB at most\n` +
        `${JSON.stringify(before, undefined, 2)}\n`,
    );
    return rebuilt;
  } finally {
    await office.close();
  }
};

describe(`a rebuild of ${most} orders (SEED=${seed})`, () => {
  it('makes what live handling made, in memory that does not grow with the log', async () => {
    const small = await rebuildOf(fewer, eachByItself);
    const large = await rebuildOf(most, byThePage);
    expect(large.events).toBeGreaterThan(9 * small.events);
    expect(large.peakMib).toBeLessThanOrEqual(1.2 * small.peakMib);
  }, 7_200_000);
});
