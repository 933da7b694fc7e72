import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import type { ScaledObject } from '../custom/keda';
import { called, type Manifest, ofKind } from './manifest';
import type { Workload } from './workloads';

/** What changes a Deployment's number of replicas by itself. */
export interface Scaler {
  readonly title: string;
  readonly target: string;
  readonly min: number;
  readonly max: number;
  readonly scaledObject?: ScaledObject;
}

/** Every autoscaler, of Kubernetes itself and of KEDA, with the defaults that either fills in. */
export const scalersOf = (manifests: readonly Manifest[]): readonly Scaler[] => [
  ...ofKind<IHorizontalPodAutoscaler>(manifests, 'HorizontalPodAutoscaler').map((manifest) => ({
    title: called(manifest),
    target: manifest.spec?.scaleTargetRef.name ?? '',
    min: manifest.spec?.minReplicas ?? 1,
    max: manifest.spec?.maxReplicas ?? 1,
  })),
  ...ofKind<ScaledObject>(manifests, 'ScaledObject').map((manifest) => ({
    title: called(manifest),
    target: manifest.spec.scaleTargetRef.name,
    min: manifest.spec.minReplicaCount ?? 0,
    max: manifest.spec.maxReplicaCount ?? 100,
    scaledObject: manifest,
  })),
];

/** How many pods a workload has at least, and at most; a rollout may add one of them for a while. */
export const replicasOf = ({ name, replicas }: Workload, scalers: readonly Scaler[]) => {
  const own = scalers.filter(({ target }) => target === name);
  return {
    min: Math.min(...(own.length > 0 ? own.map(({ min }) => min) : [replicas ?? 1])),
    max: Math.max(...(own.length > 0 ? own.map(({ max }) => max) : [replicas ?? 1])),
  };
};
