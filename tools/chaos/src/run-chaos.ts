import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulation, stoppingAll, type StopList } from '@pizzeria/local';
import { usualRate, type Options } from './args';
import { balance } from './books/balance';
import { readLedgers } from './books/reading/read-ledgers';
import type { Ledgers } from './books/ledgers';
import { inject, type DoneFault } from './faults/inject';
import { countersOf } from './report/counters';
import { problemsOf, summaryOf, type Outcome } from './report/summary';
import { scheduleOf } from './schedule/schedule';
import { queuesOf } from './settle/queues';
import { rebuildMetrics } from './settle/rebuild';
import { settle, type Settled } from './settle/settle';
import { openLogs } from './world/logs';
import { unexplainedEnds } from './world/ends';
import { startMeter } from './world/meter';
import { makeScarce } from './world/scarcity';
import { openWorld, processNames, type World } from './world/world';

/** How long each may take when the last fault is over: that all processes are ready, and that all is settled. */
const restMs = 300_000;

/**
 * A whole run: servers and services of its own, orders, faults, and the books at the end. Prints what it does and
 * found; answers whether all was well. What it wrote is removed then, unless it is to be kept.
 */
export const runChaos = async (options: Options, print: (line: string) => void): Promise<boolean> => {
  const dir = await mkdtemp(join(tmpdir(), 'pizzeria-chaos-'));
  const good = await stoppingAll((stops) => wholeRun(options, { dir, print, stops }));
  if (good && !options.keep) await rm(dir, { recursive: true, force: true });
  return good;
};

interface Place {
  readonly dir: string;
  readonly print: (line: string) => void;
  readonly stops: StopList;
}

const wholeRun = async (options: Options, { dir, print, stops }: Place): Promise<boolean> => {
  const logs = await stops.started(Promise.resolve(openLogs(join(dir, 'logs'))), (opened) => opened.close());
  const started = performance.now();
  const say = (line: string) => {
    logs.line('run', line);
    print(`[${((performance.now() - started) / 1_000).toFixed(1).padStart(6)} s] ${line}`);
  };
  say(`seed ${options.seed}, ${options.minutes} min; logs: ${logs.folder}`);
  const world = await openWorld(stops, dir, logs);
  say(`${processNames.length} processes are ready, ${await makeScarce(world.fleet)} shelves scarce`);
  const outcome = await disturbed(options, world, { dir, say, logs: logs.folder, started, stops });
  print(summaryOf(outcome));
  logs.line('run', summaryOf(outcome));
  return problemsOf(outcome).length === 0;
};

interface Run {
  readonly dir: string;
  readonly logs: string;
  readonly started: number;
  readonly say: (line: string) => void;
  readonly stops: StopList;
}

const progressEveryMs = 10_000;
/** How many times faster than life people cook and ride: nobody waits long for the last pizza. */
const speed = 120;

/** Orders that no cook touches, one a minute: a short run does not wait until they are given up. */
const unattendedIn = (minutes: number): number => Math.floor(minutes);

const disturbed = async (options: Options, world: World, run: Run): Promise<Outcome> => {
  const { minutes, seed, rate, faults: kinds } = options;
  const meter = startMeter(world.fleet.copies);
  const lines: string[] = [];
  const seconds = minutes * 60;
  const simulation = await startSimulation(run.stops, {
    ...{ dataDir: run.dir, seed, rate },
    orders: Math.max(1, Math.round(minutes * rate)),
    where: [
      ...['--services', world.fleet.addresses, '--speed', speed, '--limit', Math.ceil(seconds * 2) + 600],
      ...['--unattended', unattendedIn(minutes)],
    ].map(String),
    line: (text) => lines.push(text),
  });
  const progress = setInterval(() => run.say(`orders: ${lines.at(-1)?.trim() ?? 'none yet'}`), progressEveryMs);
  try {
    const planned = scheduleOf({ seconds, seed, processes: processNames, kinds });
    const beganAt = Date.now();
    const faults = await inject(planned, world, { began: performance.now(), say: run.say });
    run.say('the last fault is over');
    await world.fleet.ready(restMs);
    const content = await simulation.ended;
    run.say(`the simulator ended, ${content ? 'and found' : 'and DID NOT find'} everything accounted for`);
    clearInterval(progress);
    const source = { recordFile: simulation.record, disturbances: disturbancesOf(faults, beganAt) };
    const settled = await settledLedgers(world, run, source, content ? restMs : restMs / 5);
    const ledgers = { ...settled.ledgers, rebuild: await rebuiltMetrics(world, run) };
    await meter.stop();
    const traffic = trafficIn(lines);
    return {
      ...{ command: commandOf(options), seed, minutes, tookSeconds: (performance.now() - run.started) / 1_000 },
      ...{ ledgers, open: settled.open, faults, books: balance(ledgers), traffic, logs: run.logs },
      complaints: [
        ...(content ? [] : [`the simulator was not content:\n${lines.slice(-40).join('\n')}`]),
        ...(/\b0 answered 500/.test(traffic) ? [] : [`requests: ${traffic}`]),
        ...unexplainedEnds(world.ends, faults),
      ],
      counters: countersOf(meter, world.echo.heard),
    };
  } finally {
    clearInterval(progress);
  }
};

const disturbancesOf = (faults: readonly DoneFault[], beganAt: number) =>
  faults.map(({ kind, target, beganMs, endedMs }) => ({
    ...{ kind, target },
    ...{ fromMs: beganAt + beganMs, toMs: beganAt + endedMs },
  }));

const settledLedgers = (
  { database, broker, providers }: World,
  { say }: Run,
  source: { readonly recordFile: string; readonly disturbances: Ledgers['disturbances'] },
  withinMs: number,
): Promise<Settled> =>
  settle({
    read: () => readLedgers({ serverUrl: database.url, providers, ...source }),
    queues: () => queuesOf(broker),
    withinMs,
    say,
  });

const rebuiltMetrics = ({ analyticsUrl, database }: World, { say }: Run) =>
  rebuildMetrics({ databaseUrl: analyticsUrl, serverUrl: database.url, say });

/** What the simulator says of its requests in its summary. */
const trafficIn = (lines: readonly string[]): string =>
  lines.flatMap((line) => /^requests +(.+)$/.exec(line)?.[1] ?? [])[0] ?? 'unknown';

const commandOf = ({ minutes, seed, rate, faults }: Options): string =>
  [
    `npm run chaos -- --minutes ${minutes} --seed ${seed}`,
    ...(rate === usualRate ? [] : [`--rate ${rate}`]),
    ...(faults === undefined ? [] : [`--faults ${faults.join(',')}`]),
  ].join(' ');
