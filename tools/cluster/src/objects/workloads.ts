import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IStatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import type { IJob } from 'kubernetes-models/batch/v1/Job';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import { called, type Manifest, ofKind } from './manifest';

export type Container = IContainer;
export type PodSpec = IPodSpec;

export type WorkloadManifest = Manifest & (IDeployment | IStatefulSet | IJob);

/** What makes pods. */
export interface Workload {
  readonly manifest: WorkloadManifest;
  readonly kind: 'Deployment' | 'StatefulSet' | 'Job';
  readonly name: string;
  /** For messages: `Deployment orders`. */
  readonly title: string;
  /** Of its pods. */
  readonly labels: Readonly<Record<string, string>>;
  readonly pod: PodSpec;
  readonly replicas?: number;
  /** The service whose image its pods run, for those of the shop. */
  readonly service?: string;
}

/** Every Deployment, StatefulSet and Job. */
export const workloadsOf = (manifests: readonly Manifest[]): readonly Workload[] =>
  (['Deployment', 'StatefulSet', 'Job'] as const).flatMap((kind) =>
    ofKind<IDeployment | IStatefulSet | IJob>(manifests, kind).map((manifest) => {
      const spec = manifest.spec as NonNullable<IDeployment['spec']>;
      const labels = (spec.template.metadata?.labels ?? {}) as Readonly<Record<string, string>>;
      return {
        manifest: manifest as WorkloadManifest,
        kind,
        name: manifest.metadata.name,
        title: called(manifest),
        labels,
        pod: spec.template.spec as PodSpec,
        replicas: spec.replicas,
        service: serviceLabel in labels ? labels[serviceLabel] : undefined,
      };
    }),
  );

/** The label that says which service's process a pod is. */
export const serviceLabel = 'pizzeria/service';

/** Those that run a service. */
export const serviceWorkloadsOf = (
  manifests: readonly Manifest[],
): readonly (Workload & { readonly service: string })[] =>
  workloadsOf(manifests).filter((workload): workload is Workload & { readonly service: string } => !!workload.service);

/** Containers of a pod, those that come first included. */
export const containersOf = ({ initContainers = [], containers }: PodSpec): readonly Container[] => [
  ...initContainers,
  ...containers,
];

/** A number of bytes as Kubernetes writes it, for example 384Mi, in MiB. */
export const mebibytes = (quantity: string | number | undefined): number | undefined => {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(Mi|Gi)$/.exec(String(quantity ?? '')) ?? [];
  if (amount === undefined) return undefined;
  return Number(amount) * (unit === 'Gi' ? 1024 : 1);
};
