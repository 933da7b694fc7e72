/** What was started and is to be stopped. */
export interface StopList {
  /** Answers what is being started, and notes how it is stopped. */
  started<T>(starting: Promise<T>, stop: (started: T) => unknown): Promise<T>;
  /**
   * Stops everything, the last first, each although another could not be stopped; waits for what is still starting.
   * Throws the first failure. Whatever was stopped is not stopped again.
   */
  stop(): Promise<void>;
}

export const stopList = (): StopList => {
  const steps: (() => Promise<unknown>)[] = [];
  let stopping = Promise.resolve();
  const stopAll = async () => {
    const failures: unknown[] = [];
    for (let step = steps.pop(); step; step = steps.pop()) await step().catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  };
  return {
    started(starting, stop) {
      steps.push(() => starting.then(stop, () => {}));
      return starting;
    },
    stop: () => (stopping = stopping.then(stopAll, stopAll)),
  };
};

const signals = ['SIGINT', 'SIGTERM'] as const;

/**
 * Does work that starts servers and processes, and stops them when it has ended: by itself, with a failure, or because
 * this process is told to end, which it then does with the code `interrupted`. Told so again, it ends at once.
 */
export const stoppingAll = async <T>(work: (stops: StopList) => Promise<T>, { interrupted = 130 } = {}): Promise<T> => {
  const stops = stopList();
  const end = () => void stops.stop().finally(() => process.exit(interrupted));
  for (const signal of signals) process.once(signal, end);
  try {
    const result = await work(stops);
    await stops.stop();
    return result;
  } catch (error) {
    await stops.stop().catch(() => {});
    throw error;
  } finally {
    for (const signal of signals) process.off(signal, end);
  }
};
