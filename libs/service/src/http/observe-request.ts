import {
  context,
  metrics,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Histogram,
  type Span,
} from '@opentelemetry/api';
import type { Request as HttpRequest } from 'express';
import { subjectFields, withLogContext } from '../logging/log-context';
import type { Logger } from '../logging/logger';
import { subjectAttributes } from '../running/span-attributes';

/** Seconds, as OpenTelemetry's conventions ask for. */
const requestBounds: readonly number[] = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/** What a request is known by before it is looked at. */
export interface Observable {
  /** The route's path pattern. */
  readonly route: string;
  /** The aggregate it changes, and the trace that this belongs to. */
  readonly about?: { readonly subject: string; readonly traceparent?: string };
}

/** Measures, traces and logs requests, by route pattern: no path, query or header ever leaves. */
export interface RequestObserver {
  /** Runs `work`, which answers the status it sent, as one request. */
  observe(request: HttpRequest, known: Observable, work: () => Promise<number>): Promise<void>;
}

/**
 * A request that changes something of known trace becomes part of that, so that one order is one trace; the trace
 * it was sent in is linked.
 */
export const requestObserver = (logger: Logger): RequestObserver => {
  const tracer = trace.getTracer('@pizzeria/service');
  const duration = metrics.getMeter('@pizzeria/service').createHistogram('http.server.request.duration', {
    description: 'Time from the first byte of a request to the end of its answer',
    unit: 's',
    advice: { explicitBucketBoundaries: [...requestBounds] },
  });
  return {
    observe: (request, { route, about }, work) => {
      const { method } = request;
      const sender = propagation.extract(context.active(), request.headers);
      const known = about?.traceparent;
      const parent = known ? propagation.extract(ROOT_CONTEXT, { traceparent: known }) : sender;
      const sent = known ? trace.getSpanContext(sender) : undefined;
      const options = {
        kind: SpanKind.SERVER,
        attributes: { 'http.request.method': method, 'http.route': route, 'url.scheme': request.protocol },
        links: sent ? [{ context: sent }] : [],
      };
      const fields = about ? subjectFields(about.subject) : {};
      return tracer.startActiveSpan(`${method} ${route}`, options, parent, (span) => {
        if (about) span.setAttributes(subjectAttributes(about.subject));
        return withLogContext(fields, () => timed(work, { method, route, span, duration, logger }));
      });
    },
  };
};

interface Observed {
  readonly method: string;
  readonly route: string;
  readonly span: Span;
  readonly duration: Histogram;
  readonly logger: Logger;
}

const timed = async (work: () => Promise<number>, { method, route, span, duration, logger }: Observed) => {
  const started = performance.now();
  let status = 500;
  try {
    status = await work();
  } finally {
    const ms = performance.now() - started;
    span.setAttribute('http.response.status_code', status);
    if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', String(status));
    duration.record(ms / 1_000, {
      'http.request.method': method,
      'http.route': route,
      'http.response.status_code': status,
    });
    logger[status >= 500 ? 'error' : 'info']({ method, route, status, ms: Math.round(ms) }, 'request answered');
    span.end();
  }
};
