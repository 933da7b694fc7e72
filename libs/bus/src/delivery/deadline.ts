import type { Clock } from '../clock';
import { DeadlineExceeded } from '../errors';

/** The process must stop and will not wait for this handler. Nothing is counted. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/**
 * Runs `work` with a signal that is aborted at the deadline or when `stopping` is. Both end the wait at once,
 * also when the work ignores its signal: with `DeadlineExceeded` or `Stopped`. What the work does later is ignored.
 */
export const within = async <T>(
  limits: { readonly deadlineMs: number; readonly clock: Clock; readonly stopping: AbortSignal },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  if (limits.stopping.aborted) throw new Stopped('the process is stopping');
  const controller = new AbortController();
  const over = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason as Error));
  });
  const stop = () => controller.abort(new Stopped('the process is stopping'));
  const cancelDeadline = limits.clock.after(limits.deadlineMs, () =>
    controller.abort(new DeadlineExceeded(limits.deadlineMs)),
  );
  limits.stopping.addEventListener('abort', stop);
  try {
    return await Promise.race([over, (async () => work(controller.signal))()]);
  } finally {
    cancelDeadline();
    limits.stopping.removeEventListener('abort', stop);
  }
};

/** Resolves true after `ms`, or false as soon as `stopping` is aborted. */
export const pause = (ms: number, clock: Clock, stopping: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    if (stopping.aborted) return resolve(false);
    const stop = () => {
      cancel();
      resolve(false);
    };
    const cancel = clock.after(ms, () => {
      stopping.removeEventListener('abort', stop);
      resolve(true);
    });
    stopping.addEventListener('abort', stop);
  });
