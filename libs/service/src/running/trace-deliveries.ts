import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Link,
  type Span,
} from '@opentelemetry/api';
import { errorTypeOf, spansIn, type DeliveryObserver, type SeenDelivery } from '@pizzeria/bus';
import { subjectFields, withLogContext } from '../logging/log-context';
import { eventAttributes } from './span-attributes';
import { spansInTurn, type SpansInTurn } from './spans-in-turn';

/**
 * One `process <queue>` span per delivery: child of the event's `create` span, and linked to it and to the tries and
 * requests that brought it here. Retries and dead letters are events on it. A failed try ends it as an error; a quick
 * further try has a span of its own, linked to the failed one, and the pause between them belongs to neither. Log lines written inside carry the event's id
 * and its subject's.
 */
export const traceDeliveries = (system: string): DeliveryObserver => {
  const underWay = new WeakMap<SeenDelivery, UnderWay>();
  const event = (name: string) => (delivery: SeenDelivery) => void underWay.get(delivery)?.turns.span.addEvent(name);
  return {
    around: (delivery, run) => {
      const parent = creationContext(delivery);
      const creation = trace.getSpanContext(parent);
      const links = [...(creation ? [linkTo('creation', creation)] : []), ...earlier(delivery)];
      const start = (further: readonly Link[]) => startSpan(delivery, system, parent, [...links, ...further]);
      const turns = spansInTurn(start([]));
      underWay.set(delivery, { turns, start });
      const inside = () => withLogContext(logFieldsOf(delivery), run);
      return context.with(trace.setSpan(parent, turns.span), inside).finally(() => turns.span.end());
    },
    failed: (delivery, { error, attempt }) => {
      const failing = underWay.get(delivery);
      if (!failing) return;
      const errorType = errorTypeOf(error);
      failing.turns.span
        .setStatus({ code: SpanStatusCode.ERROR, message: errorType })
        .setAttribute('error.type', errorType)
        .addEvent('attempt failed', { attempt, 'error.type': errorType });
      failing.failedAt = performance.now();
    },
    triedAgain: (delivery) => {
      const failed = underWay.get(delivery);
      if (!failed) return;
      const { turns, start, failedAt } = failed;
      turns.next(start([linkTo('previous attempt', turns.span.spanContext())]), failedAt);
    },
    retried: (delivery, { afterMs, because }) =>
      underWay.get(delivery)?.turns.span.addEvent('retry', { after_ms: afterMs, because }),
    dead: (delivery, { reason, attempts }) =>
      underWay
        .get(delivery)
        ?.turns.span.setStatus({ code: SpanStatusCode.ERROR, message: reason })
        .addEvent('dead letter', { reason, attempts }),
    duplicate: event('duplicate'),
    handedBack: event('handed back'),
  };
};

interface UnderWay {
  readonly turns: SpansInTurn;
  readonly start: (further: readonly Link[]) => Span;
  /** When its last try failed, on the clock of `performance`. */
  failedAt?: number;
}

const startSpan = (delivery: SeenDelivery, system: string, parent: Context, links: Link[]): Span =>
  trace
    .getTracer('@pizzeria/service')
    .startSpan(
      `process ${delivery.queue}`,
      { kind: SpanKind.CONSUMER, attributes: attributesOf(delivery, system), links },
      parent,
    );

const linkTo = (kind: string, to: Link['context']): Link => ({ context: to, attributes: { 'pizzeria.link': kind } });

/** The failed try whose copy this is; of a replayed dead letter also the request that replayed it. */
const earlier = ({ cameFrom }: SeenDelivery): readonly Link[] =>
  spansIn(cameFrom).map((span, at) => linkTo(at === 0 ? 'previous attempt' : 'replay', span));

const creationContext = ({ envelope }: SeenDelivery): Context =>
  envelope?.traceparent === undefined
    ? ROOT_CONTEXT
    : propagation.extract(ROOT_CONTEXT, { traceparent: envelope.traceparent, tracestate: envelope.tracestate });

const attributesOf = (delivery: SeenDelivery, system: string) => ({
  'messaging.system': system,
  'messaging.operation.name': 'process',
  'messaging.operation.type': 'process',
  'messaging.destination.name': delivery.queue,
  'pizzeria.redelivered': delivery.redelivered || delivery.attempts > 0 || delivery.cameFrom !== undefined,
  ...eventAttributes(delivery.event, delivery.envelope, delivery.partOf),
});

const logFieldsOf = ({ messageId, queue, event, envelope, partOf }: SeenDelivery) => ({
  eventId: messageId,
  event,
  queue,
  ...(envelope ? subjectFields(envelope.subject) : {}),
  ...(partOf ? subjectFields(partOf) : {}),
});
