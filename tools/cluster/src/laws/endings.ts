import { afterDrainSeconds } from '@pizzeria/images';
import { containersOf, mebibytes, workloadsOf } from '../objects/workloads';
import type { Law } from './law';
import { processesOf } from './processes';

/** A process that is told to stop has the time it needs before it is killed. */
export const grace: Law = (rendered) =>
  processesOf(rendered).flatMap(({ workload, container, config }) => {
    const preStop = container.lifecycle?.preStop?.sleep?.seconds ?? 0;
    const needed = preStop + config.DRAIN_SECONDS + afterDrainSeconds;
    const given = workload.pod.terminationGracePeriodSeconds ?? 30;
    return [
      ...(preStop > 0 ? [] : [`${workload.title}: sleep in preStop, until every proxy has heard`]),
      ...(given >= needed
        ? []
        : [
            `${workload.title}: terminationGracePeriodSeconds is ${given}, but preStop, drain and closing take ${needed}`,
          ]),
    ];
  });

/** The heap is 65 % of the memory limit: below it, and with room for what is not heap. */
export const heap: Law = ({ manifests }) =>
  workloadsOf(manifests).flatMap(({ title, pod }) =>
    containersOf(pod)
      .filter(({ image }) => /(^|\/)pizzeria\//.test(image ?? ''))
      .flatMap(({ name, env, resources }) => {
        const limit = mebibytes(resources?.limits?.['memory']);
        const options = env?.find((variable) => variable.name === 'NODE_OPTIONS')?.value ?? '';
        const given = Number(/--max-old-space-size=(\d+)/.exec(options)?.[1] ?? Number.NaN);
        if (limit === undefined) return [`${title}, container ${name}: limit its memory, in Mi or Gi`];
        const wanted = Math.floor(limit * 0.65);
        return given === wanted
          ? []
          : [
              `${title}, container ${name}: set NODE_OPTIONS to --max-old-space-size=${wanted}, 65 % of its ${limit} Mi`,
            ];
      }),
  );
