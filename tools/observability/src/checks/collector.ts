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
  processors: ['memory_limiter', 'resource', 'redaction', 'transform', 'filter', 'batch', 'tail_sampling'],
  exporters: ['otlp', 'otlphttp', 'prometheus'],
  connectors: ['count', 'forward', 'spanmetrics'],
} as const;

type Kind = keyof typeof known;

/** What is wrong with a configuration: members unknown, undefined, unused, or of a pipeline without sense. */
export const collectorProblems = (config: CollectorConfig): readonly string[] => [
  ...(Object.keys(known) as Kind[]).flatMap((kind) => unknownMembers(kind, config)),
  ...Object.entries(config.service.pipelines).flatMap(([name, pipeline]) => pipelineProblems(name, pipeline, config)),
  ...unused(config),
];

const names = (members: Members | undefined): readonly string[] => Object.keys(members ?? {});

const unknownMembers = (kind: Kind, config: CollectorConfig): readonly string[] =>
  names(config[kind])
    .filter((name) => !(known[kind] as readonly string[]).includes(name.split('/')[0] ?? ''))
    .map((name) => `${kind}: the collector has no ${name}`);

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
