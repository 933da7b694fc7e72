import type { Clock } from '@pizzeria/bus';

export interface Repeated {
  readonly clock: Clock;
  /** Whether this process is the one that does it: of a service's processes one does. */
  readonly leading: () => boolean;
  readonly everyMs: number;
  /** Must not throw. */
  readonly run: () => Promise<void>;
  /** Done instead by a process that does not lead. */
  readonly otherwise?: () => void;
}

/** How soon a process that does not lead looks whether it does now. */
const askMs = 500;

/**
 * Does something at once, and again and again, one run after the other, while this process leads. Returns what ends
 * it: nothing is begun any more; resolves when what is under way has ended.
 */
export const whileLeading = ({ clock, leading, everyMs, run, otherwise }: Repeated): (() => Promise<void>) => {
  let stopped = false;
  let running = Promise.resolve();
  const doIt = async (): Promise<void> => {
    const leads = leading();
    if (leads) await run();
    else otherwise?.();
    if (!stopped) cancel = clock.after(leads ? everyMs : Math.min(askMs, everyMs), begin);
  };
  const begin = () => void (running = doIt());
  let cancel = clock.after(0, begin);
  return () => {
    stopped = true;
    cancel();
    return running;
  };
};
