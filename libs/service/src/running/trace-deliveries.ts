import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Span,
} from '@opentelemetry/api';
import { errorTypeOf, type DeliveryObserver, type SeenDelivery } from '@pizzeria/bus';
import { subjectFields, withLogContext } from '../logging/log-context';
import { eventAttributes } from './span-attributes';

/**
 * One `process <queue>` span per delivery: child of the event's `create` span, and linked to it. Failed tries,
 * retries and dead letters are events on it; the first failure makes it an error. Log lines written inside
 * carry the event's id and its subject's.
 */
export const traceDeliveries = (system: string): DeliveryObserver => {
  const tracer = trace.getTracer('@pizzeria/service');
  const spans = new WeakMap<SeenDelivery, Span>();
  return {
    around: (delivery, run) => {
      const parent = creationContext(delivery);
      const creation = trace.getSpanContext(parent);
      const span = tracer.startSpan(
        `process ${delivery.queue}`,
        {
          kind: SpanKind.CONSUMER,
          attributes: attributesOf(delivery, system),
          links: creation ? [{ context: creation }] : [],
        },
        parent,
      );
      spans.set(delivery, span);
      const inside = () => withLogContext(logFieldsOf(delivery), run);
      return context.with(trace.setSpan(parent, span), inside).finally(() => span.end());
    },
    failed: (delivery, { error, attempt }) => {
      const errorType = errorTypeOf(error);
      spans
        .get(delivery)
        ?.setStatus({ code: SpanStatusCode.ERROR, message: errorType })
        .setAttribute('error.type', errorType)
        .addEvent('attempt failed', { attempt, 'error.type': errorType });
    },
    retried: (delivery, { afterMs, because }) =>
      void spans.get(delivery)?.addEvent('retry', { after_ms: afterMs, because }),
    dead: (delivery, { reason, attempts }) =>
      void spans
        .get(delivery)
        ?.setStatus({ code: SpanStatusCode.ERROR, message: reason })
        .addEvent('dead letter', { reason, attempts }),
    duplicate: (delivery) => void spans.get(delivery)?.addEvent('duplicate'),
    handedBack: (delivery) => void spans.get(delivery)?.addEvent('handed back'),
  };
};

const creationContext = ({ envelope }: SeenDelivery): Context =>
  envelope?.traceparent === undefined
    ? ROOT_CONTEXT
    : propagation.extract(ROOT_CONTEXT, { traceparent: envelope.traceparent, tracestate: envelope.tracestate });

const attributesOf = (delivery: SeenDelivery, system: string) => ({
  'messaging.system': system,
  'messaging.operation.name': 'process',
  'messaging.operation.type': 'process',
  'messaging.destination.name': delivery.queue,
  'pizzeria.redelivered': delivery.redelivered || delivery.attempts > 0,
  ...eventAttributes(delivery.event, delivery.envelope),
});

const logFieldsOf = ({ messageId, queue, event, envelope }: SeenDelivery) => ({
  eventId: messageId,
  event,
  queue,
  ...(envelope ? subjectFields(envelope.subject) : {}),
});
