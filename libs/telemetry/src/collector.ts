import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-proto';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { BatchLogRecordProcessor, type LogRecordProcessor } from '@opentelemetry/sdk-logs';
import { BatchSpanProcessor, type SpanExporter, type SpanProcessor } from '@opentelemetry/sdk-trace-node';
import { sayLosses, type Losses, type TelemetryLog } from './losses';
import { outspoken, roomFor } from './room';

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

/**
 * What the SDK waits longer than the exporter, which ends every batch and knows why it was not taken. So long, that a
 * process which stands still for seconds does not hear of a timeout before it hears the answer.
 */
const graceMs = 60_000;

/** Sends spans in batches, over OTLP with protobuf. Every span that ends must be sampled. */
export const spansToCollector = (options: CollectorOptions): SpanProcessor => {
  const { losses, room, sending } = wayTo(options, 'traces');
  const batches = batchesOfSpans(outspoken(new OTLPTraceExporter(sending), room, losses), options.limitMs + graceMs);
  return {
    onStart: (span, parent) => batches.onStart(span, parent),
    onEnd: (span) => {
      if (room.enter()) batches.onEnd(span);
    },
    ...endOf(batches, losses),
  };
};

/** As `spansToCollector`, log records. */
export const logsToCollector = (options: CollectorOptions): LogRecordProcessor => {
  const { losses, room, sending } = wayTo(options, 'logs');
  const batches = new BatchLogRecordProcessor({
    exporter: outspoken(new OTLPLogExporter(sending), room, losses),
    scheduledDelayMillis,
    exportTimeoutMillis: options.limitMs + graceMs,
    ...queued,
  });
  return {
    onEmit: (record) => {
      if (room.enter()) batches.onEmit(record);
    },
    ...endOf(batches, losses),
  };
};

export const batchesOfSpans = (exporter: SpanExporter, exportTimeoutMillis: number): SpanProcessor =>
  new BatchSpanProcessor(exporter, { scheduledDelayMillis, exportTimeoutMillis, ...queued });

const wayTo = ({ url, limitMs, log }: CollectorOptions, what: 'traces' | 'logs') => {
  const losses = sayLosses({ what, where: url, log });
  return {
    losses,
    room: roomFor(queued.maxQueueSize, losses),
    sending: { url: `${url.replace(/\/+$/, '')}/v1/${what}`, timeoutMillis: limitMs },
  };
};

const endOf = (batches: Pick<SpanProcessor, 'forceFlush' | 'shutdown'>, losses: Losses) => ({
  forceFlush: () => batches.forceFlush(),
  shutdown: async () => {
    await batches.shutdown();
    losses.end();
  },
});
