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
