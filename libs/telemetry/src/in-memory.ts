import {
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type ReadableSpan,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace-node';
import { startTelemetry, type Telemetry } from './start-telemetry';

/** Keeps every span in memory as soon as it ends. */
export interface InMemorySpans {
  /** For `startTelemetry`. */
  readonly processor: SpanProcessor;
  /** Spans that have ended, in the order of their end. */
  finished(): readonly ReadableSpan[];
  /** Forgets all spans so far. */
  reset(): void;
}

export const inMemorySpans = (): InMemorySpans => {
  const exporter = new InMemorySpanExporter();
  return {
    processor: new SimpleSpanProcessor(exporter),
    finished: () => exporter.getFinishedSpans(),
    reset: () => exporter.reset(),
  };
};

export interface InMemoryTelemetry extends Telemetry {
  spans(): readonly ReadableSpan[];
  reset(): void;
}

/** Telemetry for tests: every span is kept in memory as soon as it ends. */
export const inMemoryTelemetry = (service = 'test'): InMemoryTelemetry => {
  const { processor, finished, reset } = inMemorySpans();
  const telemetry = startTelemetry({ service, version: 'test', spanProcessors: [processor] });
  return { ...telemetry, spans: finished, reset };
};
