import { SpanKind, trace, type Link } from '@opentelemetry/api';
import type { WaitingRow } from './rows';

/** Shows each batch of a relay as a span, linked to where its events were created. */
export interface BatchSpans {
  batch(rows: readonly WaitingRow[], sent: Promise<readonly string[]>): void;
}

const MAX_LINKS = 128;
const TRACEPARENT = /"traceparent":"00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})"/;

/** The events' own trace context stays as it was made: the batch is linked to it, not put above it. */
export const batchSpans = (service: string): BatchSpans => {
  const tracer = trace.getTracer('@pizzeria/postgres');
  return {
    batch: (rows, sent) => {
      const span = tracer.startSpan('send pizzeria.events', {
        kind: SpanKind.CLIENT,
        root: true,
        attributes: {
          'messaging.operation.type': 'send',
          'messaging.operation.name': 'send',
          'messaging.destination.name': 'pizzeria.events',
          'messaging.batch.message_count': rows.length,
          'pizzeria.service': service,
        },
      });
      if (span.isRecording()) span.addLinks(rows.slice(0, MAX_LINKS).flatMap(linkTo));
      void sent.then((kinds) => {
        span.setAttribute('pizzeria.confirmed', kinds.filter((kind) => kind === 'confirmed').length).end();
      });
    },
  };
};

const linkTo = ({ message }: WaitingRow): Link[] => {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(message.body.toString('utf8')) ?? [];
  if (!traceId || !spanId || !flags) return [];
  return [{ context: { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true } }];
};
