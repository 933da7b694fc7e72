import type { IService } from 'kubernetes-models/v1/Service';
import type { TriggerAuthentication } from '../custom/keda';
import { environmentOf } from '../objects/environment';
import { called, ofKind, type Manifest } from '../objects/manifest';
import { podsOf } from '../objects/pods';
import { type LabelSelector, selects } from '../objects/selectors';
import { containersOf, workloadsOf } from '../objects/workloads';
import type { Law, Rendered } from './law';

/** A workload's selector takes its own pods and no others: two that share pods would scale and replace each other's. */
export const ownPods: Law = ({ manifests }) => {
  const workloads = workloadsOf(manifests).filter(({ kind }) => kind !== 'Job');
  return workloads.flatMap(({ title, manifest, labels }) => {
    const { selector } = manifest.spec as { selector: LabelSelector };
    const others = workloads.filter((other) => other.title !== title && selects(selector, other.labels));
    return [
      ...(selects(selector, labels) ? [] : [`${title}: its selector does not take its own pods`]),
      ...others.map((other) => `${title}: its selector takes the pods of ${other.title} too`),
    ];
  });
};

/** A Service has pods, and its ports lead to ports that they have. */
export const servedPorts: Law = ({ manifests }) => {
  const pods = podsOf(manifests);
  return ofKind<IService>(manifests, 'Service').flatMap((service) => {
    const taken = pods.filter(({ labels }) => selects({ matchLabels: service.spec?.selector }, labels));
    if (!service.spec?.selector || taken.length === 0) return [`${called(service)} selects no pod`];
    return taken.flatMap(({ title, ports }) =>
      (service.spec?.ports ?? [])
        .filter(
          ({ targetPort, port }) => !ports.some(({ name, port: open }) => [name, open].includes(targetPort ?? port)),
        )
        .map(({ targetPort, port }) => `${called(service)}: ${title} has no port ${targetPort ?? port}`),
    );
  });
};

const keysOf = (kind: 'ConfigMap' | 'Secret', name: string, { manifests, expectedSecrets }: Rendered) => {
  const found = ofKind<{ data?: Record<string, string>; stringData?: Record<string, string> }>(manifests, kind).find(
    ({ metadata }) => metadata.name === name,
  );
  if (found) return Object.keys({ ...found.data, ...found.stringData });
  return kind === 'Secret' ? expectedSecrets[name] : undefined;
};

interface Reference {
  readonly from: string;
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  readonly key?: string;
  readonly optional: boolean;
}

/** Every ConfigMap and Secret that something names, and every key of it, is there or expected to be. */
export const resolvedReferences: Law = (rendered) =>
  [...ofContainers(rendered), ...ofVolumes(rendered), ...ofOthers(rendered.manifests)].flatMap(
    ({ from, kind, name, key, optional }) => {
      const keys = keysOf(kind, name, rendered);
      if (!keys) return [`${from}: there is no ${kind} ${name}`];
      return key === undefined || keys.includes(key) || optional ? [] : [`${from}: ${kind} ${name} has no ${key}`];
    },
  );

const ofContainers = ({ manifests }: Rendered): readonly Reference[] =>
  workloadsOf(manifests).flatMap((workload) =>
    containersOf(workload.pod).flatMap((container) => {
      const from = `${workload.title}, container ${container.name}`;
      const whole = (container.envFrom ?? []).flatMap(({ configMapRef, secretRef }): readonly Reference[] => [
        ...(configMapRef ? [{ from, kind: 'ConfigMap', name: configMapRef.name ?? '', optional: false } as const] : []),
        ...(secretRef ? [{ from, kind: 'Secret', name: secretRef.name ?? '', optional: false } as const] : []),
      ]);
      const single = (container.env ?? []).flatMap(({ valueFrom }): readonly Reference[] => {
        const { configMapKeyRef: map, secretKeyRef: secret } = valueFrom ?? {};
        return [
          ...(map
            ? [{ from, kind: 'ConfigMap', name: map.name ?? '', key: map.key, optional: !!map.optional } as const]
            : []),
          ...(secret
            ? [{ from, kind: 'Secret', name: secret.name ?? '', key: secret.key, optional: !!secret.optional } as const]
            : []),
        ];
      });
      return [...whole, ...single];
    }),
  );

const ofVolumes = ({ manifests }: Rendered): readonly Reference[] =>
  workloadsOf(manifests).flatMap(({ title, pod }) =>
    (pod.volumes ?? []).flatMap(({ name: volume, configMap, secret, projected }) => {
      const sources = [{ configMap, secret: secret && { name: secret.secretName } }, ...(projected?.sources ?? [])];
      const subPaths = containersOf(pod).flatMap(({ volumeMounts = [] }) =>
        volumeMounts.filter(({ name }) => name === volume).map(({ subPath }) => subPath),
      );
      return sources.flatMap((source) => {
        const kind = source.configMap ? 'ConfigMap' : 'Secret';
        const name = source.configMap?.name ?? source.secret?.name;
        if (name === undefined) return [];
        const from = `${title}, volume ${volume}`;
        return subPaths.map((key): Reference => ({ from, kind, name, key, optional: false }));
      });
    }),
  );

const ofOthers = (manifests: readonly Manifest[]): readonly Reference[] =>
  ofKind<TriggerAuthentication>(manifests, 'TriggerAuthentication').flatMap((manifest) =>
    manifest.spec.secretTargetRef.map(({ name, key }) => ({
      from: called(manifest),
      kind: 'Secret',
      name,
      key,
      optional: false,
    })),
  );

/** Every `$(NAME)` has been said before, and every mounted volume is one of the pod's. */
export const expandedVariables: Law = ({ manifests }) =>
  workloadsOf(manifests).flatMap((workload) =>
    containersOf(workload.pod).flatMap((container) => {
      const at = `${workload.title}, container ${container.name}`;
      const volumes = [
        ...(workload.pod.volumes ?? []).map(({ name }) => name),
        ...((workload.manifest.spec as { volumeClaimTemplates?: readonly Manifest[] }).volumeClaimTemplates ?? []).map(
          ({ metadata }) => metadata.name,
        ),
      ];
      return [
        ...[...environmentOf(container, workload, manifests)]
          .filter(([, told]) => told.from === 'value' && /\$\(\w+\)/.test(told.value))
          .map(([name]) => `${at}: ${name} names a variable that is not in env before it`),
        ...(container.volumeMounts ?? [])
          .filter(({ name }) => !volumes.includes(name))
          .map(({ name }) => `${at}: there is no volume ${name}`),
      ];
    }),
  );

/** `kubectl apply` keeps a copy of each object in an annotation, which may hold 256 KiB. */
export const applicableSizes: Law = ({ manifests }) =>
  manifests
    .map((manifest) => ({ manifest, bytes: Buffer.byteLength(JSON.stringify(manifest)) }))
    .filter(({ bytes }) => bytes > 200 * 1024)
    .map(
      ({ manifest, bytes }) =>
        `${called(manifest)} has ${bytes} bytes: kubectl apply takes no more than 262144, so split it`,
    );
