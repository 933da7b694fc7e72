/** A configuration of the OpenTelemetry collector, as far as its joints go. */
export interface CollectorConfig {
  readonly extensions?: Members;
  readonly receivers?: Members;
  readonly processors?: Members;
  readonly exporters?: Members;
  readonly connectors?: Members;
  readonly service: {
    readonly extensions?: readonly string[];
    readonly pipelines: Readonly<Record<string, Pipeline>>;
  };
}

type Members = Readonly<Record<string, unknown>>;

interface Pipeline {
  readonly receivers: readonly string[];
  readonly processors?: readonly string[];
  readonly exporters: readonly string[];
}

/** Members of the collector's contrib distribution that are used here. */
const known = {
  extensions: ['health_check', 'file_storage'],
  receivers: ['otlp'],
  processors: [
    'memory_limiter',
    'resource',
    'redaction',
    'transform',
    'filter',
    'batch',
    'tail_sampling',
    'deltatocumulative',
  ],
  exporters: ['otlp', 'otlphttp', 'prometheus'],
  connectors: ['count', 'forward', 'spanmetrics'],
} as const;

type Kind = keyof typeof known;

/** What is wrong with a configuration: members unknown, undefined, unused, or of a pipeline without sense. */
export const collectorProblems = (config: CollectorConfig): readonly string[] => [
  ...(Object.keys(known) as Kind[]).flatMap((kind) => unknownMembers(kind, config)),
  ...Object.entries(config.service.pipelines).flatMap(([name, pipeline]) => pipelineProblems(name, pipeline, config)),
  ...queueProblems(config),
  ...countProblems(config),
  ...unused(config),
];

const names = (members: Members | undefined): readonly string[] => Object.keys(members ?? {});

const unknownMembers = (kind: Kind, config: CollectorConfig): readonly string[] =>
  names(config[kind])
    .filter((name) => !(known[kind] as readonly string[]).includes(name.split('/')[0] ?? ''))
    .map((name) => `${kind}: the collector has no ${name}`);

/** Of this kind, whatever it is called: `count/redacted`. */
const is = (kind: string) => (name: string) => name.split('/')[0] === kind;

interface Exporter {
  readonly sending_queue?: { readonly storage?: string; readonly sizer?: string };
}

/** A folder has so many bytes, and a request any number of them. */
const queueProblems = ({ exporters }: CollectorConfig): readonly string[] =>
  Object.entries((exporters ?? {}) as Readonly<Record<string, Exporter>>)
    .filter(([, { sending_queue: queue }]) => queue?.storage !== undefined && queue.sizer !== 'bytes')
    .map(([name]) => `${name}: what waits in a folder must be limited in bytes`);

/** What the processor `redaction` says of what it masked: in attributes, and in the text of a log record. */
const masked = { spans: ['redaction.masked.count'], logs: ['redaction.masked.count', 'redaction.body.masked.count'] };

type Counted = Readonly<Record<string, { readonly conditions?: readonly string[] }>>;

const countProblems = ({ connectors }: CollectorConfig): readonly string[] =>
  Object.entries((connectors ?? {}) as Readonly<Record<string, { spans?: Counted; logs?: Counted }>>)
    .filter(([name]) => name === 'count/redacted')
    .flatMap(([name, counted]) =>
      (['spans', 'logs'] as const).flatMap((signal) => {
        const conditions = Object.values(counted[signal] ?? {}).flatMap((metric) => metric.conditions ?? []);
        return masked[signal]
          .filter((attribute) => !conditions.includes(`attributes["${attribute}"] != nil`))
          .map((attribute) => `${name}: ${signal} with ${attribute} are not counted`);
      }),
    );

const pipelineProblems = (name: string, pipeline: Pipeline, config: CollectorConfig): readonly string[] => {
  const { receivers, processors = [], exporters } = pipeline;
  const connectors = names(config.connectors);
  const undefinedIn = (used: readonly string[], defined: readonly string[]) =>
    used.filter((one) => !defined.includes(one)).map((one) => `pipeline ${name}: ${one} is not defined`);
  const limited = receivers.includes('otlp') ? processors[0] === 'memory_limiter' : true;
  const batches = processors.indexOf('batch');
  return [
    ...undefinedIn(receivers, [...names(config.receivers), ...connectors]),
    ...undefinedIn(processors, names(config.processors)),
    ...undefinedIn(exporters, [...names(config.exporters), ...connectors]),
    ...(limited ? [] : [`pipeline ${name}: memory_limiter must come first`]),
    ...(receivers.some(is('count')) && exporters.some(is('prometheus')) && !processors.some(is('deltatocumulative'))
      ? [`pipeline ${name}: what count tells of is never added up without deltatocumulative`]
      : []),
    ...(batches < 0 || batches === processors.length - 1 ? [] : [`pipeline ${name}: batch must come last`]),
  ];
};

const unused = ({ service, ...members }: CollectorConfig): readonly string[] => {
  const used = [
    ...(service.extensions ?? []),
    ...Object.values(service.pipelines).flatMap(({ receivers, processors = [], exporters }) => [
      ...receivers,
      ...processors,
      ...exporters,
    ]),
  ];
  return Object.values(members)
    .flatMap(names)
    .filter((name) => !used.includes(name))
    .map((name) => `${name} is defined and used nowhere`);
};
