import type { Span, TimeInput } from '@opentelemetry/api';

export interface SpansInTurn {
  /** Stands for whichever span's turn it is: what asks for it gets that one. */
  readonly span: Span;
  /** Ends the one whose turn it is, as of `endedAt`; the next takes its place. */
  next(span: Span, endedAt?: TimeInput): void;
}

/** Spans of which one follows another in a context that was made for the first. */
export const spansInTurn = (first: Span): SpansInTurn => {
  let current = first;
  const on = (change: (span: Span) => unknown): Span => {
    change(current);
    return span;
  };
  const span: Span = {
    spanContext: () => current.spanContext(),
    isRecording: () => current.isRecording(),
    setAttribute: (key, value) => on((one) => one.setAttribute(key, value)),
    setAttributes: (attributes) => on((one) => one.setAttributes(attributes)),
    addEvent: (name, attributesOrTime, time) => on((one) => one.addEvent(name, attributesOrTime, time)),
    addLink: (link) => on((one) => one.addLink(link)),
    addLinks: (links) => on((one) => one.addLinks(links)),
    setStatus: (status) => on((one) => one.setStatus(status)),
    updateName: (name) => on((one) => one.updateName(name)),
    recordException: (exception, time) => current.recordException(exception, time),
    end: (time) => current.end(time),
  };
  return {
    span,
    next: (following, endedAt) => {
      current.end(endedAt);
      current = following;
    },
  };
};
