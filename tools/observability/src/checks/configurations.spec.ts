import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serviceNames } from '@pizzeria/simulator';
import { parse } from 'yaml';
import { datasources } from '../boards/queries';
import { collectorProblems, type CollectorConfig } from './collector';

const root = join(__dirname, '../../../..');
const read = <T>(path: string): T => parse(readFileSync(join(root, path), 'utf8'), { merge: true }) as T;
const folder = 'deploy/observability';

const counting = 'metrics/redacted';

describe('the collector', () => {
  const whole = () => read<CollectorConfig>(`${folder}/otel-collector/config.yaml`);
  const sampling = () => read<CollectorConfig>(`${folder}/otel-collector/config-tail-sampling.yaml`);

  it.each([
    ['config.yaml', whole],
    ['config-tail-sampling.yaml', sampling],
  ])('has a configuration whose parts fit: %s', (_, config) => {
    expect(collectorProblems(config())).toEqual([]);
  });

  it('redacts the same whether it samples or not', () => {
    for (const processor of [
      'redaction',
      'transform/redact',
      'filter/probes',
      'resource',
      'memory_limiter',
      'deltatocumulative',
    ])
      expect(sampling().processors?.[processor]).toEqual(whole().processors?.[processor]);
    expect(sampling().connectors?.['count/redacted']).toEqual(whole().connectors?.['count/redacted']);
  });

  it.each([
    ['compose', 'docker-compose.yml', /\/var\/lib\/otelcol:size=(\d+)m/, 1e6],
    [
      'the cluster',
      'k8s/components/observability/otel-collector.yaml',
      /name: data\n +emptyDir:\n +sizeLimit: (\d+)Mi/,
      2 ** 20,
    ],
  ])('keeps no more than its folder holds in %s', (_, file, size, unit) => {
    const text = readFileSync(join(root, file), 'utf8');
    const folderBytes = Number(size.exec(text)?.[1]) * unit;
    const said = /name: QUEUE_BYTES\n +value: '(\d+)'/.exec(text)?.[1];
    for (const { exporters = {} } of [whole(), sampling()]) {
      const queues = Object.values(exporters as Record<string, { sending_queue?: { queue_size: string } }>);
      const bytes = queues
        .flatMap(({ sending_queue: queue }) => queue?.queue_size ?? [])
        .map((bytes) => Number(said ?? /^\$\{env:QUEUE_BYTES:-(\d+)\}$/.exec(bytes)?.[1]));
      expect(bytes).toHaveLength(2);
      // Its files grow by half of what lies in them, and never shrink.
      expect(bytes.reduce((sum, each) => sum + each, 0) * 1.5).toBeLessThan(folderBytes);
    }
  });

  it.each<[string, (config: { -readonly [Key in keyof CollectorConfig]: CollectorConfig[Key] }) => void, RegExp]>([
    ['an exporter that is not defined', (config) => (config.exporters = {}), /otlp\/tempo is not defined/],
    ['a member it does not have', (config) => (config.receivers = { otlp: {}, oltp: {} }), /the collector has no oltp/],
    ['something unused', (config) => (config.processors = { ...config.processors, 'batch/two': {} }), /used nowhere/],
    [
      'a queue limited in requests',
      (config) => {
        const queue = { storage: 'file_storage', queue_size: 1000 };
        config.exporters = { ...config.exporters, 'otlp/tempo': { sending_queue: queue } };
      },
      /otlp\/tempo: what waits in a folder must be limited in bytes/,
    ],
    [
      'counts that nobody adds up',
      (config) => {
        const { [counting]: counted, ...pipelines } = config.service.pipelines;
        config.service = {
          ...config.service,
          pipelines: { ...pipelines, [counting]: { ...counted!, processors: [] } },
        };
      },
      /never added up without deltatocumulative/,
    ],
    [
      'texts of logs that are masked and not counted',
      (config) => {
        const conditions = ['attributes["redaction.masked.count"] != nil'];
        const counted = { spans: { spans: { conditions } }, logs: { logs: { conditions } } };
        config.connectors = { ...config.connectors, 'count/redacted': counted };
      },
      /logs with redaction.body.masked.count are not counted/,
    ],
    [
      'batches before redaction',
      (config) => {
        const { traces } = config.service.pipelines;
        config.service = {
          ...config.service,
          pipelines: {
            ...config.service.pipelines,
            traces: { ...traces!, processors: ['batch', ...traces!.processors!.slice(0, -1)] },
          },
        };
      },
      /memory_limiter must come first[\s\S]*batch must come last/,
    ],
  ])('is refused with %s', (_, spoil, problem) => {
    const config = whole();
    spoil(config);
    expect(collectorProblems(config).join('\n')).toMatch(problem);
  });
});

describe('the configurations', () => {
  interface Scrape {
    readonly job_name: string;
    readonly dns_sd_configs?: readonly { names: string[]; port: number }[];
    readonly static_configs?: readonly { targets: string[] }[];
  }
  const scrapes = () =>
    read<{ scrape_configs: readonly Scrape[] }>(`${folder}/prometheus/prometheus.yml`).scrape_configs;
  const compose = () =>
    read<{
      services: Record<string, { networks?: Record<string, { aliases?: string[] }>; command?: string[] }>;
    }>('docker-compose.yml');

  it('scrape every service and the broker by names that compose gives', () => {
    const asked = scrapes().flatMap(({ dns_sd_configs: found = [] }) => found.flatMap(({ names }) => names));
    const given = Object.values(compose().services).flatMap(({ networks = {} }) =>
      Object.values(networks).flatMap((network) => network?.aliases ?? []),
    );
    expect(new Set(asked)).toEqual(new Set([...serviceNames.map((name) => `${name}-metrics`), 'rabbitmq-nodes']));
    expect(given).toEqual(expect.arrayContaining([...new Set(asked)]));
  });

  it('scrape the ports that are served', () => {
    const ports = Object.fromEntries(
      scrapes().map(({ job_name: job, dns_sd_configs: found }) => [job, found?.[0]?.port]),
    );
    expect(ports).toMatchObject({ services: 9464, rabbitmq: 15692, 'rabbitmq-detailed': 15692 });
    expect(scrapes().find(({ job_name: job }) => job === 'otel-collector')?.static_configs?.[0]?.targets).toEqual(
      expect.arrayContaining([expect.stringMatching(/:8888$/), expect.stringMatching(/:8889$/)]),
    );
  });

  it('are read by a Prometheus that takes what Tempo writes and looks back further than the rules do', () => {
    const { command = [] } = compose().services['prometheus'] ?? {};
    expect(command).toEqual(
      expect.arrayContaining(['--web.enable-remote-write-receiver', '--enable-feature=exemplar-storage']),
    );
    const days = /retention\.time=(\d+)d/.exec(command.join(' '))?.[1];
    expect(Number(days)).toBeGreaterThan(8);
  });

  it('are read by a Prometheus that keeps less than its volume holds', () => {
    const cluster = readFileSync(join(root, 'k8s/components/observability/prometheus.yaml'), 'utf8');
    const volume = Number(/storage: (\d+)Gi/.exec(cluster)?.[1]) * 2 ** 30;
    for (const text of [cluster, (compose().services['prometheus']?.command ?? []).join('\n')]) {
      const kept = Number(/retention\.size=(\d+)GB/.exec(text)?.[1]) * 2 ** 30;
      expect(kept).toBeLessThanOrEqual(volume * 0.8);
    }
  });

  it('name hosts that compose has', () => {
    const hosts = Object.keys(compose().services);
    const files = [
      'otel-collector/config.yaml',
      'tempo/tempo.yaml',
      'grafana/provisioning/datasources/datasources.yaml',
    ];
    for (const file of files) {
      const text = readFileSync(join(root, folder, file), 'utf8');
      for (const [, host] of text.matchAll(/(?:https?:\/\/|endpoint: )([a-z][a-z-]*):\d+/g))
        expect(hosts).toContain(host);
    }
  });

  it('provision the data sources that the boards name, and link them', () => {
    const { datasources: sources } = read<{ datasources: readonly { uid: string; type: string }[] }>(
      `${folder}/grafana/provisioning/datasources/datasources.yaml`,
    );
    expect(sources.map(({ uid, type }) => ({ uid, type }))).toEqual(
      expect.arrayContaining(Object.values(datasources).map(({ uid, type }) => ({ uid, type }))),
    );
    const linked = [...JSON.stringify(sources).matchAll(/"datasourceUid":"([^"]+)"/g)].map(([, uid]) => uid);
    expect(new Set(linked)).toEqual(new Set(Object.values(datasources).map(({ uid }) => uid)));
  });

  it('escape every dollar that Grafana would expand', () => {
    const text = readFileSync(join(root, folder, 'grafana/provisioning/datasources/datasources.yaml'), 'utf8');
    expect(text.replace(/^\s*#.*$/gm, '').replaceAll('$$', '')).not.toContain('$');
  });
});
