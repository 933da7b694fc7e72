import { mkdirSync, writeFileSync, chmodSync, chownSync } from 'node:fs';
import { join } from 'node:path';
import type { Mount } from './mounts';
import type { ContainerPlan, PodPlan } from './plan';

/** Where everything of one run lies and is called. */
export interface RunPlace {
  /** First part of the names of containers, volumes and the network. */
  readonly prefix: string;
  /** A folder for environments and mounted files; holds secrets. */
  readonly folder: string;
}

/** The arguments of `docker run` for a container; writes the files that it needs. */
export const dockerRunArgs = (
  pod: PodPlan,
  plan: ContainerPlan,
  place: RunPlace,
  { detached }: { readonly detached: boolean },
): readonly string[] => [
  'run',
  ...(detached ? ['--detach'] : ['--rm']),
  '--pull=never',
  ...['--name', `${place.prefix}-${plan.name}`],
  ...['--network', place.prefix, '--hostname', pod.hostname],
  ...(detached ? pod.names.flatMap((name) => ['--network-alias', name]) : []),
  // The cluster's name server by the name that some configurations know it by: the engine's own.
  ...['--add-host', 'kube-dns.kube-system.svc.cluster.local:127.0.0.11'],
  ...(plan.readOnly ? ['--read-only'] : []),
  ...(plan.user ? ['--user', plan.user] : []),
  ...(plan.group === undefined ? [] : ['--group-add', String(plan.group)]),
  ...plan.dropped.flatMap((name) => ['--cap-drop', name]),
  ...['--security-opt', 'no-new-privileges'],
  ...(plan.memoryMi === undefined ? [] : ['--memory', `${plan.memoryMi}m`, '--memory-swap', `${plan.memoryMi}m`]),
  ...environmentArgs(plan, place),
  ...plan.mounts.flatMap((mount, index) => mountArgs(mount, plan, place, index)),
  ...(plan.entrypoint === undefined ? [] : ['--entrypoint', plan.entrypoint]),
  plan.image,
  ...plan.args,
];

/** By files: what stands in an argument is seen by everybody on the machine. */
const environmentArgs = ({ name, environment }: ContainerPlan, { folder }: RunPlace): readonly string[] => {
  const file = join(folder, `${name}.env`);
  const lines = Object.entries(environment).map(([key, value]) => `${key}=${value}\n`);
  writeFileSync(file, lines.join(''), { mode: 0o600 });
  return ['--env-file', file];
};

const mountArgs = (
  mount: Mount,
  plan: ContainerPlan,
  { prefix, folder }: RunPlace,
  index: number,
): readonly string[] => {
  const at = join(folder, `${plan.name}-${index}`);
  switch (mount.kind) {
    case 'empty':
      return ['--tmpfs', `${mount.path}:mode=1777${mount.sizeMi === undefined ? '' : `,size=${mount.sizeMi}m`}`];
    case 'kept':
      return ['--volume', `${prefix}-${mount.volume}:${mount.path}`];
    case 'file':
      write(at, mount.text, plan);
      return ['--volume', `${at}:${mount.path}:ro`];
    case 'folder':
      mkdirSync(at, { recursive: true, mode: 0o755 });
      for (const [name, text] of Object.entries(mount.files)) write(join(at, name), text, plan);
      return ['--volume', `${at}:${mount.path}:ro`];
  }
};

/** As the kubelet has it: root's, and readable by the pod's group; by all where nobody may give files away. */
const write = (path: string, text: Buffer, { group }: ContainerPlan): void => {
  writeFileSync(path, text);
  const given = group !== undefined && process.getuid?.() === 0;
  if (given) chownSync(path, 0, group);
  chmodSync(path, given ? 0o440 : 0o444);
};
