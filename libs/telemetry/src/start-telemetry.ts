import type { IncomingMessage, ServerResponse } from 'node:http';
import { context, metrics, propagation, trace } from '@opentelemetry/api';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, type MetricReader } from '@opentelemetry/sdk-metrics';
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  type SpanExporter,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace-node';
import { ATTR_SERVICE_NAME, ATTR_SERVICE_VERSION } from '@opentelemetry/semantic-conventions';
import { watchRuntime } from './runtime-metrics';

export interface TelemetryOptions {
  /** `service.name` of everything this process says. */
  readonly service: string;
  readonly version: string;
  /** Where finished spans go, in batches; without one they are made, travel on, and are kept nowhere. */
  readonly spanExporter?: SpanExporter;
  /** Beside or instead of `spanExporter`: processors that see each span. */
  readonly spanProcessors?: readonly SpanProcessor[];
  /** Beside the Prometheus endpoint. */
  readonly metricReaders?: readonly MetricReader[];
  /** How long `stop` waits for spans to be taken, ms; default 5 s. */
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
 * Installs tracing and metrics for the whole process. Call it before anything that measures is made:
 * a meter taken earlier measures nothing.
 */
export const startTelemetry = (options: TelemetryOptions): Telemetry => {
  const resource = resourceFromAttributes({
    [ATTR_SERVICE_NAME]: options.service,
    [ATTR_SERVICE_VERSION]: options.version,
    'service.namespace': namespace,
  });
  const { spanExporter, spanProcessors = [], metricReaders = [], stopLimitMs = 5_000 } = options;
  const batch = spanExporter ? [batchTo(spanExporter, stopLimitMs)] : [];
  const tracing = new NodeTracerProvider({ resource, spanProcessors: [...batch, ...spanProcessors] });
  tracing.register();
  const prometheus = new PrometheusExporter({ preventServerStart: true });
  const metering = new MeterProvider({ resource, readers: [prometheus, ...metricReaders] });
  metrics.setGlobalMeterProvider(metering);
  const runtimeSeen = watchRuntime(metering);
  return {
    metricsHandler: (request, response) => prometheus.getMetricsRequestHandler(request, response),
    stop: async () => {
      runtimeSeen();
      await withinLimit(Promise.allSettled([tracing.shutdown(), metering.shutdown()]), stopLimitMs);
      for (const api of [trace, metrics, context, propagation]) api.disable();
    },
  };
};

/** Every second, so that a trace can be looked at while its order is still warm. */
const batchTo = (exporter: SpanExporter, exportTimeoutMillis: number): SpanProcessor =>
  new BatchSpanProcessor(exporter, { scheduledDelayMillis: 1_000, exportTimeoutMillis });

const withinLimit = async (work: Promise<unknown>, limitMs: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
};
