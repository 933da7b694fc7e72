import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '@pizzeria/bus-rabbitmq/testing';
import { until } from '@pizzeria/local';
import { parse, stringify } from 'yaml';
import { dashboards } from '../boards/boards';
import { groups } from '../rules/groups';
import { hurried, ruleFile } from '../rules/yaml';
import type { Stage } from '../stage/stage';

/** An alert as Prometheus tells of it. */
export interface ActiveAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly state: 'pending' | 'firing';
  readonly value: string;
}

export interface RunningPrometheus {
  readonly url: string;
  alerts(): Promise<readonly ActiveAlert[]>;
  stop(): Promise<void>;
}

/** What it looks at, and where its files lie. */
export interface Scraped {
  readonly folder: string;
  readonly fleet: Pick<Stage['fleet'], 'copies'>;
  readonly broker: Pick<Stage['broker'], 'metricsUrl'>;
}

interface ScrapeConfig {
  readonly job_name: string;
  readonly dns_sd_configs?: unknown;
  readonly relabel_configs?: unknown;
  readonly params?: Readonly<Record<string, readonly string[]>>;
}

const root = join(__dirname, '../../../..');
const readyMs = 30_000;

/**
 * Prometheus on a free local port, with the committed jobs turned to the stage's processes and the rules in a hurry.
 *
 * @param program the path of `prometheus`
 * @param by what every wait, range and window of the rules is divided by
 */
export const startPrometheus = async (program: string, stage: Scraped, by: number): Promise<RunningPrometheus> => {
  const folder = join(stage.folder, 'prometheus');
  mkdirSync(folder);
  writeFileSync(join(folder, 'rules.yml'), stringify(ruleFile(hurried(groups, by), dashboards())));
  writeFileSync(join(folder, 'prometheus.yml'), stringify(configuration(stage)));
  const address = `127.0.0.1:${await freePort()}`;
  const child = spawn(
    program,
    [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=${address}`,
      '--log.level=warn',
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const url = `http://${address}`;
  const ready = () =>
    fetch(`${url}/-/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  // A program that cannot be started is one that ended.
  child.on('error', () => {});
  const unlessEnded = (holds: () => Promise<boolean>) => () => {
    const { exitCode, signalCode } = child;
    if (hasEnded(child)) throw new Error(`Prometheus ended with ${signalCode ?? `code ${exitCode}`}.`);
    return holds();
  };
  try {
    await until('Prometheus', readyMs, unlessEnded(ready));
    const targets = stage.fleet.copies.length + 2;
    await until(
      'its first scrapes',
      readyMs,
      unlessEnded(() => allUp(url, targets)),
    );
  } catch (error) {
    await end(child);
    throw error;
  }
  return {
    url,
    alerts: async () => {
      const response = await fetch(`${url}/api/v1/alerts`);
      return ((await response.json()) as { data: { alerts: readonly ActiveAlert[] } }).data.alerts;
    },
    stop: () => end(child),
  };
};

/** Whether so many targets answer it. */
const allUp = async (url: string, targets: number): Promise<boolean> => {
  const response = await fetch(`${url}/api/v1/query?query=${encodeURIComponent('sum(up)')}`).catch(() => undefined);
  if (!response?.ok) return false;
  const { data } = (await response.json()) as { data: { result: readonly { value: [number, string] }[] } };
  return Number(data.result[0]?.value[1]) === targets;
};

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

const end = async (child: ChildProcess): Promise<void> => {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
};

const configuration = (stage: Scraped): object => {
  const committed = parse(readFileSync(join(root, 'deploy/observability/prometheus/prometheus.yml'), 'utf8')) as {
    scrape_configs: readonly ScrapeConfig[];
  };
  return {
    global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
    rule_files: ['rules.yml'],
    scrape_configs: committed.scrape_configs.filter(({ dns_sd_configs }) => dns_sd_configs).map(onStage(stage)),
  };
};

/** A job of the committed configuration, its targets by address instead of by name. */
const onStage =
  ({ fleet, broker }: Scraped) =>
  ({ dns_sd_configs: _names, relabel_configs: _relabel, params, ...job }: ScrapeConfig): object => ({
    ...job,
    ...(params && { params: { ...params, vhost: ['/'] } }),
    static_configs:
      job.job_name === 'services'
        ? fleet.copies.map(({ service, managementPort }) => ({
            targets: [`127.0.0.1:${managementPort}`],
            labels: { job: service },
          }))
        : [{ targets: [new URL(broker.metricsUrl ?? '').host] }],
  });
