import { SpanKind, SpanStatusCode, trace, type Link } from '@opentelemetry/api';
import { spansIn } from '@pizzeria/bus';
import type { WaitingRow } from './rows';

/** Shows each batch of a relay as a span, linked to where its events were created. */
export interface BatchSpans {
  batch(rows: readonly WaitingRow[], sent: Promise<readonly string[]>): void;
}

const MAX_LINKS = 128;
const TRACEPARENT = /"traceparent":"([0-9a-f-]+)"/;

/** The events' own trace context stays as it was made: the batch is linked to it, not put above it. */
export const batchSpans = (service: string, system: string): BatchSpans => {
  const tracer = trace.getTracer('@pizzeria/postgres');
  return {
    batch: (rows, sent) => {
      const span = tracer.startSpan('send pizzeria.events', {
        kind: SpanKind.CLIENT,
        root: true,
        attributes: {
          'messaging.system': system,
          'messaging.operation.type': 'send',
          'messaging.operation.name': 'send',
          'messaging.destination.name': 'pizzeria.events',
          'messaging.batch.message_count': rows.length,
          'pizzeria.service': service,
        },
      });
      if (span.isRecording()) span.addLinks(rows.slice(0, MAX_LINKS).flatMap(linkTo));
      void sent.then((kinds) => {
        const confirmed = kinds.filter((kind) => kind === 'confirmed').length;
        if (confirmed < rows.length) span.setStatus({ code: SpanStatusCode.ERROR });
        span.setAttribute('pizzeria.confirmed', confirmed).end();
      });
    },
  };
};

const linkTo = ({ message }: WaitingRow): Link[] => {
  const [, traceparent] = TRACEPARENT.exec(message.body.toString('utf8')) ?? [];
  return spansIn(traceparent).map((context) => ({ context }));
};
