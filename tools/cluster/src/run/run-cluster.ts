import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../objects/manifest';
import { docker, mustDocker } from './docker';
import { dockerRunArgs, type RunPlace } from './docker-args';
import { podPlans, type PodPlan } from './plan';
import { probeUntilGood, type Prober } from './probe';

export interface ClusterRun {
  readonly manifests: readonly Manifest[];
  readonly prefix: string;
  /** A folder that the engine sees under the same path. */
  readonly folder: string;
  /** Leaves everything running. */
  readonly keep: boolean;
  say(line: string): void;
}

const seconds = (since: number): string => `${((Date.now() - since) / 1_000).toFixed(1)} s`;

/**
 * Runs a pod of every workload as containers, in the order of a first start: init containers to their end, then the
 * main one, asked by its own probes; Jobs to their end. What has no image here is left out and said. Stops everything
 * as a cluster would and answers whether all went well.
 */
export const runCluster = async (run: ClusterRun): Promise<boolean> => {
  const { manifests, prefix, keep, say } = run;
  mkdirSync(run.folder, { recursive: true });
  const place: RunPlace = { prefix, folder: mkdtempSync(join(run.folder, 'run-')) };
  const plans = podPlans(manifests);
  const missing = new Set<string>();
  for (const image of new Set(plans.flatMap(({ main, first }) => [main, ...first].map((plan) => plan.image))))
    if ((await docker('image', 'inspect', image)).code !== 0) missing.add(image);
  const started: PodPlan[] = [];
  let good = true;
  try {
    await removeAll(prefix);
    await mustDocker('network', 'create', prefix);
    const prober = await startProber(plans, missing, prefix);
    for (const pod of plans) {
      if (missing.has(pod.main.image)) {
        say(`left out  ${pod.title}: no image ${pod.main.image} here`);
        continue;
      }
      const problem = await runPod(pod, place, prober, say);
      if (problem !== undefined) say(`FAILED    ${pod.title}: ${problem}`);
      good &&= problem === undefined;
      if (pod.kind !== 'Job') started.push(pod);
    }
    if (keep) say(`kept running in the network ${prefix}; \`npm run cluster:run -- --down\` removes it all`);
    else for (const pod of started.reverse()) good = (await stopPod(pod, prefix, say)) && good;
    return good;
  } finally {
    if (!keep) {
      await removeAll(prefix);
      rmSync(place.folder, { recursive: true });
    }
  }
};

/** Removes every container, volume and network of a run. */
export const removeAll = async (prefix: string): Promise<void> => {
  const filter = ['--filter', `name=^${prefix}-`];
  const containers = await mustDocker('ps', '--all', '--quiet', ...filter);
  if (containers !== '') await mustDocker('rm', '--force', '--volumes', ...containers.split('\n'));
  const volumes = await mustDocker('volume', 'ls', '--quiet', ...filter);
  if (volumes !== '') await mustDocker('volume', 'rm', ...volumes.split('\n'));
  await docker('network', 'rm', prefix);
};

const startProber = async (
  plans: readonly PodPlan[],
  missing: ReadonlySet<string>,
  prefix: string,
): Promise<Prober> => {
  const image = plans.map(({ main }) => main.image).find((each) => each.includes('pizzeria/') && !missing.has(each));
  if (image === undefined)
    throw new Error(
      'None of the services has an image here: build them with `docker buildx bake --file docker-bake.hcl`.',
    );
  const container = `${prefix}-prober`;
  const idle = ['--entrypoint', 'node', image, '-e', 'setInterval(() => {}, 1e9)'];
  await mustDocker('run', '--detach', '--pull=never', '--init', '--name', container, '--network', prefix, ...idle);
  return { container };
};

const runPod = async (pod: PodPlan, place: RunPlace, prober: Prober, say: ClusterRun['say']) => {
  for (const init of pod.first) {
    const begin = Date.now();
    const { code, output } = await docker(...dockerRunArgs(pod, init, place, { detached: false }));
    if (code !== 0) return `init container ${init.container.name} ended with ${code}: ${output}`;
    say(`done      ${pod.title}, ${init.container.name}, after ${seconds(begin)}`);
  }
  const begin = Date.now();
  if (pod.kind === 'Job') {
    const { code, output } = await docker(...dockerRunArgs(pod, pod.main, place, { detached: false }));
    if (code !== 0) return `it ended with ${code}: ${output}`;
    say(`done      ${pod.title}, after ${seconds(begin)}${output === '' ? '' : `\n${output}`}`);
    return undefined;
  }
  const { code, output } = await docker(...dockerRunArgs(pod, pod.main, place, { detached: true }));
  if (code !== 0) return `it does not start: ${output}`;
  const target = `${place.prefix}-${pod.main.name}`;
  const where = { target, host: pod.names[0] ?? target, prober };
  const { startupProbe, readinessProbe, livenessProbe } = pod.main.container;
  for (const [kind, probe] of Object.entries({ startupProbe, readinessProbe, livenessProbe })) {
    const problem = probe && (await probeUntilGood(probe, pod.main.container, where));
    if (problem !== undefined) return `${kind}: ${problem}\n${(await docker('logs', '--tail', '30', target)).output}`;
  }
  say(
    `ready     ${pod.title}, after ${seconds(begin)}: ${pod.main.image}, ${pod.main.memoryMi} Mi, user ${pod.main.user}`,
  );
  return undefined;
};

/** Told to stop as in a cluster, it ends by itself: exit code 0 (143 for what does not handle it), before it is killed. */
const stopPod = async (pod: PodPlan, prefix: string, say: ClusterRun['say']): Promise<boolean> => {
  const target = `${prefix}-${pod.main.name}`;
  const begin = Date.now();
  await docker('stop', '--time', String(pod.graceSeconds), target);
  const took = seconds(begin);
  const { output } = await docker('inspect', '--format', '{{.State.ExitCode}} {{.State.OOMKilled}}', target);
  const fine = output === '0 false' || output === '143 false';
  say(
    `${fine ? 'stopped  ' : 'FAILED   '} ${pod.title}, after ${took} of ${pod.graceSeconds} s, exit code ${output.split(' ')[0]}`,
  );
  return fine;
};
