import { type SpanContext, trace } from '@opentelemetry/api';
import type { Settlement } from '../bus';

const one = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** The span that is running, as W3C trace context; undefined outside of any. */
export const runningSpan = (): string | undefined => {
  const span = trace.getActiveSpan()?.spanContext();
  return span && `00-${span.traceId}-${span.spanId}-${span.traceFlags.toString(16).padStart(2, '0')}`;
};

/** The spans that a text of trace contexts names, at most four; what is none is left out. */
export const spansIn = (text: string | undefined): readonly SpanContext[] =>
  (text ?? '')
    .slice(0, 512)
    .split(' ', 4)
    .flatMap((each) => {
      const [, traceId, spanId, flags] = one.exec(each) ?? [];
      return traceId && spanId && flags
        ? [{ traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true }]
        : [];
    });

/** A move that says which span decided on it, for the next delivery to be linked to. */
export const saidBy = (settlement: Settlement, cameFrom = runningSpan()): Settlement => {
  if (cameFrom === undefined) return settlement;
  if (settlement.kind === 'retry') return { ...settlement, marks: { ...settlement.marks, cameFrom } };
  if (settlement.kind === 'dead-letter') return { ...settlement, marks: { ...settlement.marks, cameFrom } };
  return settlement;
};
