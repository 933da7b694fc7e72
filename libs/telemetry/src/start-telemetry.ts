import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { context, metrics, propagation, trace } from '@opentelemetry/api';
import { logs } from '@opentelemetry/api-logs';
import { resourceFromAttributes, type Resource } from '@opentelemetry/resources';
import { LoggerProvider, type LogRecordProcessor } from '@opentelemetry/sdk-logs';
import { MeterProvider, type MetricReader } from '@opentelemetry/sdk-metrics';
import {
  AlwaysOnSampler,
  NodeTracerProvider,
  type SpanExporter,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace-node';
import { ATTR_SERVICE_NAME, ATTR_SERVICE_VERSION } from '@opentelemetry/semantic-conventions';
import { batchesOfSpans, logsToCollector, spansToCollector } from './collector';
import { silentLog, type TelemetryLog } from './losses';
import { ScrapedMetrics } from './prometheus';
import { watchRuntime } from './runtime-metrics';
import { sayTrouble } from './say-trouble';

export interface TelemetryOptions {
  /** `service.name` of everything this process says. */
  readonly service: string;
  readonly version: string;
  /** Further attributes of the resource; `service.instance.id` is made where it is not among them. */
  readonly resource?: Readonly<Record<string, string>>;
  /** Base URL that traces and logs are sent to, over OTLP/HTTP; nothing is sent without. */
  readonly collector?: string;
  /** Where an outage of the collector is said, and every other trouble of telemetry. */
  readonly log?: TelemetryLog;
  /** Where finished spans go, in batches; without one they are made, travel on, and are kept nowhere. */
  readonly spanExporter?: SpanExporter;
  /** Beside or instead of `spanExporter`: processors that see each span. */
  readonly spanProcessors?: readonly SpanProcessor[];
  /** Beside the Prometheus endpoint. */
  readonly metricReaders?: readonly MetricReader[];
  /** A batch that a collector or exporter does not take within this is dropped, ms; default 5 s. */
  readonly exportLimitMs?: number;
  /** How long `stop` waits for spans and logs to be taken, ms; default 5 s. */
  readonly stopLimitMs?: number;
}

export interface Telemetry {
  /** Answers a scrape with all metrics of this process in Prometheus' text format. */
  metricsHandler(request: IncomingMessage, response: ServerResponse): void;
  /** Sends what is not yet sent; gives up after `stopLimitMs`. Call it last of all. */
  stop(): Promise<void>;
}

const namespace = 'pizzeria';

/**
 * Installs tracing, metrics and the export of logs for the whole process. Call it before anything that measures is
 * made: a meter taken earlier measures nothing.
 */
export const startTelemetry = (options: TelemetryOptions): Telemetry => {
  const resource = resourceOf(options);
  const { metricReaders = [], stopLimitMs = 5_000, log = silentLog } = options;
  const sayNoMore = sayTrouble(log);
  // Not as the sender of a request wishes: whoever calls the shop's API would decide what is seen of it.
  const sampler = new AlwaysOnSampler();
  const tracing = new NodeTracerProvider({ resource, sampler, spanProcessors: spanProcessors(options) });
  tracing.register();
  const logging = startLogging(options, resource);
  const prometheus = new ScrapedMetrics();
  const metering = new MeterProvider({ resource, readers: [prometheus, ...metricReaders] });
  metrics.setGlobalMeterProvider(metering);
  const unwatchRuntime = watchRuntime(metering);
  return {
    metricsHandler: (request, response) => prometheus.getMetricsRequestHandler(request, response),
    stop: async () => {
      unwatchRuntime();
      const stops = [tracing.shutdown(), metering.shutdown(), logging?.shutdown()];
      await withinLimit(Promise.allSettled(stops), stopLimitMs);
      sayNoMore();
      for (const api of [trace, metrics, context, propagation, logs]) api.disable();
    },
  };
};

const resourceOf = ({ service, version, resource = {} }: TelemetryOptions): Resource =>
  resourceFromAttributes({
    [ATTR_SERVICE_VERSION]: version,
    'service.namespace': namespace,
    'service.instance.id': randomUUID(),
    ...resource,
    // What boards and alerts tell services apart by is not for an environment to change.
    [ATTR_SERVICE_NAME]: service,
  });

const spanProcessors = ({
  collector,
  log = silentLog,
  spanExporter,
  spanProcessors: given = [],
  exportLimitMs: limitMs = 5_000,
}: TelemetryOptions): SpanProcessor[] => [
  ...(collector ? [spansToCollector({ url: collector, limitMs, log })] : []),
  ...(spanExporter ? [batchesOfSpans(spanExporter, limitMs)] : []),
  ...given,
];

/** Without a collector there is no provider: who writes a log line makes no record of it. */
const startLogging = (
  { collector, log = silentLog, exportLimitMs: limitMs = 5_000 }: TelemetryOptions,
  resource: Resource,
): LoggerProvider | undefined => {
  if (!collector) return undefined;
  const processors: LogRecordProcessor[] = [logsToCollector({ url: collector, limitMs, log })];
  const provider = new LoggerProvider({ resource, processors });
  logs.setGlobalLoggerProvider(provider);
  return provider;
};

const withinLimit = async (work: Promise<unknown>, limitMs: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
};
