import type { PostgresCluster, RabbitmqCluster } from '../custom/operators';
import { called, type Manifest, ofKind } from './manifest';
import { serviceLabel, workloadsOf } from './workloads';

/** Pods that there will be, by whoever makes them. */
export interface Pods {
  readonly title: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The service they are processes of. */
  readonly service?: string;
  /** Ports they listen on, with their names. */
  readonly ports: readonly { readonly name?: string; readonly port: number }[];
}

const brokerPorts = [
  { name: 'amqp', port: 5672 },
  { name: 'management', port: 15672 },
  { name: 'prometheus', port: 15692 },
  { name: 'epmd', port: 4369 },
  { name: 'distribution', port: 25672 },
];
const databasePorts = [
  { name: 'postgresql', port: 5432 },
  { name: 'status', port: 8000 },
];

/** The pods of every workload, and those that operators make of their own objects. */
export const podsOf = (manifests: readonly Manifest[]): readonly Pods[] => [
  ...workloadsOf(manifests).map(({ title, labels, pod }) => ({
    title,
    labels,
    service: labels[serviceLabel],
    ports: pod.containers.flatMap(({ ports = [] }) => ports.map(({ name, containerPort: port }) => ({ name, port }))),
  })),
  ...ofKind<RabbitmqCluster>(manifests, 'RabbitmqCluster').map((manifest) => ({
    title: called(manifest),
    labels: { 'app.kubernetes.io/name': manifest.metadata.name, 'app.kubernetes.io/component': 'rabbitmq' },
    ports: brokerPorts,
  })),
  ...ofKind<PostgresCluster>(manifests, 'Cluster').map((manifest) => ({
    title: called(manifest),
    labels: { ...manifest.spec.inheritedMetadata.labels, 'cnpg.io/cluster': manifest.metadata.name },
    ports: databasePorts,
  })),
];
