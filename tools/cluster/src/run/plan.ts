import type { IService } from 'kubernetes-models/v1/Service';
import { environmentOf, valuesOf } from '../objects/environment';
import { type Manifest, ofKind } from '../objects/manifest';
import { selects } from '../objects/selectors';
import { mebibytes, workloadsOf, type Container, type Workload } from '../objects/workloads';
import { mountsOf, type Mount } from './mounts';

/** How a container of a pod is run by a container engine: the same image, command, environment, user and limits. */
export interface ContainerPlan {
  readonly name: string;
  readonly image: string;
  readonly user?: string;
  readonly group?: number;
  readonly memoryMi?: number;
  readonly readOnly: boolean;
  readonly dropped: readonly string[];
  readonly entrypoint?: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly mounts: readonly Mount[];
  readonly container: Container;
}

/** A workload's one pod. */
export interface PodPlan {
  readonly title: string;
  readonly kind: Workload['kind'];
  readonly hostname: string;
  /** Names that others reach it by: those of every Service that selects it, as short and as long as in a cluster. */
  readonly names: readonly string[];
  readonly graceSeconds: number;
  readonly first: readonly ContainerPlan[];
  readonly main: ContainerPlan;
}

/** The order in which a first start needs them; in a cluster all begin at once and wait for each other. */
const rank = ({ kind, name, service }: Workload): number => {
  if (kind === 'StatefulSet') return 0;
  if (name === 'database-roles') return 1;
  if (service) return 2;
  return kind === 'Deployment' ? 3 : 4;
};

/** A pod of every workload. Throws where an environment cannot be put together. */
export const podPlans = (manifests: readonly Manifest[]): readonly PodPlan[] =>
  [...workloadsOf(manifests)].sort((a, b) => rank(a) - rank(b)).map((workload) => podPlan(workload, manifests));

const podPlan = (workload: Workload, manifests: readonly Manifest[]): PodPlan => {
  const { title, kind, name, pod } = workload;
  const [main] = pod.containers;
  if (!main) throw new Error(`${title} has no container.`);
  const hostname = kind === 'StatefulSet' ? `${name}-0` : name;
  const plan = (container: Container) => containerPlan(container, workload, manifests);
  return {
    title,
    kind,
    hostname,
    names: namesOf(workload, hostname, manifests),
    graceSeconds: pod.terminationGracePeriodSeconds ?? 30,
    first: (pod.initContainers ?? []).map(plan),
    main: plan(main),
  };
};

const namesOf = ({ kind, labels, manifest }: Workload, hostname: string, manifests: readonly Manifest[]) => {
  const namespace = manifest.metadata.namespace ?? 'default';
  const governing = (manifest.spec as { serviceName?: string }).serviceName;
  return ofKind<IService>(manifests, 'Service')
    .filter(({ spec }) => spec?.selector && selects({ matchLabels: spec.selector }, labels))
    .flatMap(({ metadata: { name } }) => {
      const own = kind === 'StatefulSet' && name === governing ? [`${hostname}.${name}.${namespace}`] : [];
      return [name, `${name}.${namespace}`, `${name}.${namespace}.svc.cluster.local`, ...own];
    });
};

const containerPlan = (container: Container, workload: Workload, manifests: readonly Manifest[]): ContainerPlan => {
  const { pod, name } = workload;
  const { runAsUser, runAsGroup, fsGroup } = { ...pod.securityContext, ...container.securityContext } as {
    readonly [Field in 'runAsUser' | 'runAsGroup' | 'fsGroup']?: number;
  };
  const [entrypoint, ...rest] = container.command ?? [];
  return {
    name: `${name}-${container.name}`,
    image: container.image ?? '',
    user: runAsUser === undefined ? undefined : `${runAsUser}:${runAsGroup ?? runAsUser}`,
    group: fsGroup,
    memoryMi: mebibytes(container.resources?.limits?.['memory']),
    readOnly: container.securityContext?.readOnlyRootFilesystem ?? false,
    dropped: container.securityContext?.capabilities?.drop ?? [],
    entrypoint,
    args: [...rest, ...(container.args ?? [])],
    environment: valuesOf(environmentOf(container, workload, manifests), (secret, key, optional) =>
      secretValue(manifests, { secret, key, optional }),
    ),
    mounts: mountsOf(container, workload, manifests),
    container,
  };
};

const secretValue = (
  manifests: readonly Manifest[],
  { secret, key, optional }: { readonly secret: string; readonly key: string; readonly optional: boolean },
): string | undefined => {
  const found = ofKind<{ data?: Record<string, string> }>(manifests, 'Secret').find(
    ({ metadata }) => metadata.name === secret,
  );
  const value = found?.data?.[key];
  if (value === undefined && !optional)
    throw new Error(`There is no secret ${secret} with ${key}: an overlay that makes its own secrets can be run.`);
  return value === undefined ? undefined : Buffer.from(value, 'base64').toString();
};
