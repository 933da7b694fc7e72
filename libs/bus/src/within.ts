/** A signal that aborts by itself; `end` once it is needed no more. */
export interface TimeLimit {
  readonly signal: AbortSignal;
  /** Frees the timer and the listener. */
  end(): void;
}

/**
 * A signal that aborts after `ms` (reason: a `TimeoutError`), or with `outer`, whichever comes first.
 *
 * `AbortSignal.any([outer, AbortSignal.timeout(ms)])` would be shorter, but Node 20 and 22 hold its sources weakly:
 * a garbage collection takes the timer away, and the signal never aborts (https://github.com/nodejs/node/issues/54614).
 */
export const within = (ms: number, outer: AbortSignal): TimeLimit => {
  const limit = new AbortController();
  const pass = () => limit.abort(outer.reason);
  const timer = setTimeout(() => limit.abort(new DOMException(`not done within ${ms} ms`, 'TimeoutError')), ms);
  const end = () => {
    clearTimeout(timer);
    outer.removeEventListener('abort', pass);
  };
  if (outer.aborted) pass();
  else outer.addEventListener('abort', pass, { once: true });
  return { signal: limit.signal, end };
};
