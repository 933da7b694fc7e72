import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import { called, type Manifest, ofKind } from '../objects/manifest';
import { type Pods, podsOf } from '../objects/pods';
import { selects } from '../objects/selectors';
import type { Law } from './law';

/** Namespaces of others, by the label that every cluster gives them. */
const foreignNamespaces = ['kube-system', 'ingress-nginx', 'keda', 'monitoring', 'rabbitmq-system', 'cnpg-system'];
const namespaceLabel = 'kubernetes.io/metadata.name';

type Direction = 'ingress' | 'egress';

interface Rule {
  readonly policy: Manifest & INetworkPolicy;
  readonly direction: Direction;
  readonly subjects: readonly Pods[];
  readonly peers: readonly INetworkPolicyPeer[];
  readonly ports: readonly (string | number | undefined)[];
}

const rulesOf = (manifests: readonly Manifest[]): readonly Rule[] => {
  const pods = podsOf(manifests);
  return ofKind<INetworkPolicy>(manifests, 'NetworkPolicy').flatMap((policy) => {
    const subjects = pods.filter(({ labels }) => selects(policy.spec?.podSelector, labels));
    const of = (
      direction: Direction,
      peers: readonly INetworkPolicyPeer[] | undefined,
      ports: readonly { port?: string | number }[] = [],
    ) => ({
      policy,
      direction,
      subjects,
      peers: peers ?? [],
      ports: ports.map(({ port }) => port),
    });
    return [
      ...(policy.spec?.ingress ?? []).map(({ from, ports }) => of('ingress', from, ports)),
      ...(policy.spec?.egress ?? []).map(({ to, ports }) => of('egress', to, ports)),
    ];
  });
};

const inOurNamespace = (peer: INetworkPolicyPeer, pods: readonly Pods[]): readonly Pods[] =>
  peer.namespaceSelector || !peer.podSelector ? [] : pods.filter(({ labels }) => selects(peer.podSelector, labels));

/** A policy is about pods that there are, and so are its peers and their ports. */
export const policyPeers: Law = ({ manifests }) => {
  const pods = podsOf(manifests);
  const empty = ofKind<INetworkPolicy>(manifests, 'NetworkPolicy')
    .filter(({ spec }) => !pods.some(({ labels }) => selects(spec?.podSelector, labels)))
    .map((policy) => `${called(policy)} is about no pod`);
  return [
    ...empty,
    ...rulesOf(manifests).flatMap(({ policy, direction, subjects, peers, ports }) =>
      peers.flatMap((peer) => {
        const namespace = peer.namespaceSelector?.matchLabels?.[namespaceLabel];
        if (peer.ipBlock) return [];
        if (peer.namespaceSelector)
          return foreignNamespaces.includes(namespace ?? '')
            ? []
            : [`${called(policy)}: nobody knows the namespace ${namespace}`];
        const found = inOurNamespace(peer, pods);
        if (found.length === 0) return [`${called(policy)}: its peer is no pod`];
        const listening = direction === 'egress' ? found : subjects;
        return ports
          .filter((port) => !listening.some((pod) => pod.ports.some(({ port: open }) => open === port)))
          .map((port) => `${called(policy)}: nobody listens on ${port} there`);
      }),
    ),
  ];
};

/** Services meet over the broker alone: no policy lets one speak to another. */
export const noPolicyJoinsServices: Law = ({ manifests }) => {
  const pods = podsOf(manifests);
  return rulesOf(manifests).flatMap(({ policy, subjects, peers, ports }) => {
    const subject = subjects.find(({ service }) => service !== undefined);
    if (!subject) return [];
    const open = peers.length === 0 && !ports.every((port) => port === 443 || port === 6443);
    const other = peers.flatMap((peer) => inOurNamespace(peer, pods)).find(({ service }) => service !== undefined);
    const joined = other ?? (open ? subject : undefined);
    return joined
      ? [`${called(policy)} joins ${subject.title} with ${joined.title}: services meet over the broker alone`]
      : [];
  });
};

/** Whether one pod may speak to a port of another, as both ends' policies have it. */
export const mayReach = (manifests: readonly Manifest[], from: Pods, to: Pods, port: number): boolean => {
  const policies = ofKind<INetworkPolicy>(manifests, 'NetworkPolicy');
  const rules = rulesOf(manifests);
  const allows = (direction: Direction, subject: Pods, peer: Pods): boolean => {
    const closed = policies.some(
      ({ spec }) =>
        selects(spec?.podSelector, subject.labels) &&
        spec?.policyTypes?.includes(direction === 'ingress' ? 'Ingress' : 'Egress'),
    );
    return (
      !closed ||
      rules.some(
        (rule) =>
          rule.direction === direction &&
          rule.subjects.some(({ title }) => title === subject.title) &&
          (rule.ports.length === 0 || rule.ports.includes(port)) &&
          (rule.peers.length === 0 || rule.peers.some((each) => inOurNamespace(each, [peer]).length > 0)),
      )
    );
  };
  return allows('egress', from, to) && allows('ingress', to, from);
};

/** An edge that one end allows, the other allows as well. */
export const edgesAtBothEnds: Law = ({ manifests }) => {
  if (!ofKind<INetworkPolicy>(manifests, 'NetworkPolicy').some(({ metadata }) => metadata.name === 'default-deny'))
    return [];
  const pods = podsOf(manifests);
  return rulesOf(manifests).flatMap(({ policy, direction, subjects, peers, ports }) =>
    subjects.flatMap((subject) =>
      peers.flatMap((peer) =>
        inOurNamespace(peer, pods).flatMap((other) =>
          ports
            .filter((port): port is number => typeof port === 'number')
            .filter((port) =>
              direction === 'egress'
                ? !mayReach(manifests, subject, other, port)
                : !mayReach(manifests, other, subject, port),
            )
            .map((port) => `${called(policy)}: ${other.title} allows port ${port} on its own side not`),
        ),
      ),
    ),
  );
};

/** What the services cannot do without. */
export const neededEdges: Law = ({ manifests }) => {
  const pods = podsOf(manifests);
  const named = (name: string) =>
    pods.find(({ labels }) => [labels['app.kubernetes.io/name'], labels['pizzeria/server']].includes(name));
  const needed = [
    ['rabbitmq', 5672],
    ['postgres', 5432],
    ['otel-collector', 4318],
  ] as const;
  return pods
    .filter(({ service }) => service !== undefined)
    .flatMap((pod) =>
      needed.flatMap(([name, port]) => {
        const other = named(name);
        return !other || mayReach(manifests, pod, other, port)
          ? []
          : [`${pod.title} cannot reach ${other.title} on ${port}`];
      }),
    );
};
