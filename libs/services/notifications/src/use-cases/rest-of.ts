import { type Clock, RetryAfter } from '@pizzeria/bus';

/**
 * True once so much time has passed since it happened; until then throws `RetryAfter` for the rest of it. Where the
 * clock here is behind the one that says when it happened by more than the delay, nothing is waited for: such a wait
 * could last for hours.
 */
export const restOf = (delayMs: number, happened: string, clock: Pick<Clock, 'now'>): true => {
  const leftMs = Date.parse(happened) + delayMs - clock.now().getTime();
  if (leftMs > 0 && leftMs <= 2 * delayMs)
    throw new RetryAfter(Math.min(leftMs, delayMs), 'it may still be taken back');
  return true;
};
