import type { DeliveryMarks, Settlement } from '../bus';

const longestWaitMs = 30 * 24 * 3_600_000;

/** The largest rung that is not longer than `remainingMs`, else the smallest; undefined without rungs. */
export const rungFor = (ladder: readonly number[], remainingMs: number): number | undefined => {
  const fitting = ladder.filter((rung) => rung <= remainingMs);
  return fitting.length > 0 ? Math.max(...fitting) : ladder.length > 0 ? Math.min(...ladder) : undefined;
};

const suspectWaitMs = 1_000;

/** Where a suspect waits: the shortest rung of at least a second, else the longest there is. */
export const suspectRung = (ladder: readonly number[]): number | undefined =>
  ladder.length === 0
    ? undefined
    : (ladder.filter((rung) => rung >= suspectWaitMs).toSorted((a, b) => a - b)[0] ?? Math.max(...ladder));

/** Waiting because the handler asked for it: counts no attempt. Undefined when there is no rung to wait on. */
export const waitAsAsked = (
  ladder: readonly number[],
  marks: DeliveryMarks,
  delayMs: number,
  now: Date,
): (Settlement & { readonly kind: 'retry' }) | undefined => {
  const wait = Number.isFinite(delayMs) ? Math.min(Math.max(0, delayMs), longestWaitMs) : longestWaitMs;
  const afterMs = rungFor(ladder, wait);
  if (afterMs === undefined) return undefined;
  return { kind: 'retry', afterMs, marks: { ...marks, notBefore: new Date(now.getTime() + wait).toISOString() } };
};

/** Waiting on, because a rung brought the message back before its time; undefined when it may be tried. */
export const waitOn = (
  ladder: readonly number[],
  marks: DeliveryMarks,
  now: Date,
): (Settlement & { readonly kind: 'retry' }) | undefined => {
  const remainingMs = marks.notBefore === undefined ? 0 : Date.parse(marks.notBefore) - now.getTime();
  if (!(remainingMs > 0)) return undefined;
  const afterMs = rungFor(ladder, remainingMs);
  return afterMs === undefined ? undefined : { kind: 'retry', afterMs, marks };
};
