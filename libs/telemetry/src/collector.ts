import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-proto';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { BatchLogRecordProcessor, type LogRecordProcessor } from '@opentelemetry/sdk-logs';
import { BatchSpanProcessor, type SpanExporter, type SpanProcessor } from '@opentelemetry/sdk-trace-node';
import { outspoken, type TelemetryLog } from './outspoken';

export interface CollectorOptions {
  /** Base of its OTLP/HTTP endpoints. */
  readonly url: string;
  /** A batch that is not taken within this is dropped, ms. */
  readonly limitMs: number;
  readonly log: TelemetryLog;
}

/**
 * What waits to be sent, at most: with a collector that is away a process keeps so much and drops the rest, and
 * nothing that is measured waits for it.
 */
const queued = { maxQueueSize: 2_048, maxExportBatchSize: 512 };

/** Every second, so that a trace can be looked at while its order is still warm. */
const scheduledDelayMillis = 1_000;

/** Sends spans in batches, over OTLP with protobuf. */
export const spansToCollector = ({ url, limitMs, log }: CollectorOptions): SpanProcessor => {
  const exporter = new OTLPTraceExporter({ url: pathOf(url, 'v1/traces'), timeoutMillis: limitMs });
  return batchesOfSpans(outspoken(exporter, { what: 'traces', where: url, log }), limitMs);
};

/** As `spansToCollector`, log records. */
export const logsToCollector = ({ url, limitMs, log }: CollectorOptions): LogRecordProcessor => {
  const exporter = new OTLPLogExporter({ url: pathOf(url, 'v1/logs'), timeoutMillis: limitMs });
  return new BatchLogRecordProcessor({
    exporter: outspoken(exporter, { what: 'logs', where: url, log }),
    scheduledDelayMillis,
    exportTimeoutMillis: limitMs,
    ...queued,
  });
};

export const batchesOfSpans = (exporter: SpanExporter, exportTimeoutMillis: number): SpanProcessor =>
  new BatchSpanProcessor(exporter, { scheduledDelayMillis, exportTimeoutMillis, ...queued });

const pathOf = (url: string, path: string): string => `${url.replace(/\/+$/, '')}/${path}`;
