import type { Container, PodSpec, Workload } from '../objects/workloads';
import { containersOf, workloadsOf } from '../objects/workloads';
import type { Law } from './law';

type Assertion<Subject> = readonly [what: string, holds: (subject: Subject) => boolean];

const volumeKinds = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

const ofPods: readonly Assertion<PodSpec>[] = [
  ['hostNetwork must not be set', (pod) => !pod.hostNetwork],
  ['hostPID must not be set', (pod) => !pod.hostPID],
  ['hostIPC must not be set', (pod) => !pod.hostIPC],
  [
    `volumes must be of the kinds ${volumeKinds.join(', ')}`,
    (pod) =>
      (pod.volumes ?? []).every((volume) =>
        Object.keys(volume).every((kind) => kind === 'name' || volumeKinds.includes(kind)),
      ),
  ],
  ['the pod must not set sysctls', (pod) => (pod.securityContext?.sysctls ?? []).length === 0],
];

const profiles = ['RuntimeDefault', 'Localhost'];

const ofContainers = (pod: PodSpec): readonly Assertion<Container>[] => {
  const context = (container: Container) => ({ ...pod.securityContext, ...container.securityContext });
  return [
    ['privileged must not be set', ({ securityContext }) => !securityContext?.privileged],
    [
      'allowPrivilegeEscalation must be false',
      ({ securityContext }) => securityContext?.allowPrivilegeEscalation === false,
    ],
    ['capabilities must drop ALL', ({ securityContext }) => !!securityContext?.capabilities?.drop?.includes('ALL')],
    [
      'capabilities may add NET_BIND_SERVICE only',
      ({ securityContext }) => (securityContext?.capabilities?.add ?? []).every((name) => name === 'NET_BIND_SERVICE'),
    ],
    ['runAsNonRoot must be true', (container) => context(container).runAsNonRoot === true],
    ['runAsUser must not be 0', (container) => context(container).runAsUser !== 0],
    [
      'seccompProfile must be RuntimeDefault or Localhost',
      (container) => profiles.includes(context(container).seccompProfile?.type ?? ''),
    ],
    ['hostPort must not be set', ({ ports }) => (ports ?? []).every(({ hostPort }) => !hostPort)],
    [
      'procMount must be the default',
      ({ securityContext }) => [undefined, 'Default'].includes(securityContext?.procMount),
    ],
    [
      'no probe and no hook may name a host',
      ({ livenessProbe, readinessProbe, startupProbe, lifecycle }) =>
        [livenessProbe, readinessProbe, startupProbe, lifecycle?.preStop, lifecycle?.postStart].every(
          (handler) => !handler?.httpGet?.host && !handler?.tcpSocket?.host,
        ),
    ],
  ];
};

/** Pod Security `restricted`, as the namespace enforces it: fifteen assertions. */
export const podSecurity: Law = ({ manifests }) =>
  workloadsOf(manifests).flatMap(({ title, pod }) => [
    ...ofPods.filter(([, holds]) => !holds(pod)).map(([what]) => `${title}: ${what}`),
    ...containersOf(pod).flatMap((container) =>
      ofContainers(pod)
        .filter(([, holds]) => !holds(container))
        .map(([what]) => `${title}, container ${container.name}: ${what}`),
    ),
  ]);

/** Given to the group again at every start, a cookie or a data folder is refused by the server that it belongs to. */
const keepsRights = ({ kind, pod: { securityContext } }: Workload): boolean =>
  kind !== 'StatefulSet' || securityContext?.fsGroupChangePolicy === 'OnRootMismatch';

/** Beyond `restricted`: what nothing in this tree needs. */
export const hardening: Law = ({ manifests }) =>
  workloadsOf(manifests).flatMap((workload) => [
    ...(keepsRights(workload) ? [] : [`${workload.title}: set fsGroupChangePolicy: OnRootMismatch`]),
    ...unneeded(workload),
  ]);

const unneeded = ({ title, pod }: Workload): readonly string[] => [
  ...(pod.automountServiceAccountToken === false ? [] : [`${title}: set automountServiceAccountToken: false`]),
  ...(pod.enableServiceLinks === false ? [] : [`${title}: set enableServiceLinks: false`]),
  ...containersOf(pod)
    .filter(({ securityContext }) => securityContext?.readOnlyRootFilesystem !== true)
    .map(({ name }) => `${title}, container ${name}: set readOnlyRootFilesystem: true`),
  ...containersOf(pod)
    .filter(({ resources }) => !resources?.limits?.['memory'] || !resources.requests?.['cpu'])
    .map(({ name }) => `${title}, container ${name}: request cpu, and limit memory`),
];
