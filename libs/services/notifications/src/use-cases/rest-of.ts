import { type Clock, RetryAfter } from '@pizzeria/bus';

/** True once so much time has passed since it happened; until then throws `RetryAfter` for the rest of it. */
export const restOf = (delayMs: number, happened: string, clock: Clock): true => {
  const leftMs = Date.parse(happened) + delayMs - clock.now().getTime();
  if (leftMs > 0) throw new RetryAfter(Math.min(leftMs, delayMs), 'it may still be taken back');
  return true;
};
