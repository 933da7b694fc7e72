import { setTimeout as pause } from 'node:timers/promises';
import { until, type ServiceName, type SupervisedProcess } from '@pizzeria/local';
import type { Stage } from '../stage/stage';

const patienceMs = 90_000;

export const processOf = ({ fleet }: Stage, service: ServiceName): SupervisedProcess => {
  const found = fleet.processes.find(({ name }) => name === service);
  if (!found) throw new Error(`There is no process ${service}.`);
  return found;
};

/** Resolves when it is ready again. */
export const startedAgain = ({ fleet }: Stage, service: ServiceName): Promise<void> => {
  const port = fleet.copies.find((copy) => copy.service === service)?.managementPort ?? 0;
  return until(`${service} to be ready again`, patienceMs, () =>
    fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
};

/** Does something again and again; returns what ends it, which throws what went wrong meanwhile. */
export const againAndAgain = (act: () => Promise<unknown>): (() => Promise<void>) => {
  let over = false;
  const acting = async () => {
    while (!over) await act();
  };
  const ended = acting().then(
    () => [],
    (error: unknown) => [error],
  );
  return async () => {
    over = true;
    for (const error of await ended) throw error;
  };
};

const stoppedMs = 400;
const runningMs = 200;

/** Lets a process run a third of the time; returns what ends it. Throws when there is no process. */
export const starve = (pid: number | undefined): (() => Promise<void>) => {
  // 0 and nothing would be this process and all that belong to it.
  if (!pid) throw new Error('There is no process to take the processor from.');
  return againAndAgain(async () => {
    process.kill(pid, 'SIGSTOP');
    try {
      await pause(stoppedMs);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await pause(runningMs);
  });
};
