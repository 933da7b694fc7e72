import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';

/** What is there once a folder of k8s was applied. */
export interface Cluster {
  /** As kubectl names them: `deployment/kitchen`, `hpa/kitchen`. */
  readonly objects: readonly string[];
  /** Of objects and pods: `app.kubernetes.io/name=rabbitmq`. */
  readonly labels: readonly string[];
}

interface Labelled {
  readonly labels?: Readonly<Record<string, string>>;
}

interface Manifest {
  readonly kind: string;
  readonly metadata: Labelled & { readonly name: string };
  readonly spec?: {
    readonly template?: { readonly metadata?: Labelled };
    readonly inheritedMetadata?: Labelled;
    readonly managed?: {
      readonly services?: { readonly additional?: readonly { serviceTemplate: { metadata: { name: string } } }[] };
    };
  };
}

/** By what its kustomization names, and by what operators are known to make of it; undefined where there is none. */
export const clusterIn = (root: string, folder: string): Cluster | undefined => {
  if (!existsSync(join(root, folder, 'kustomization.yaml'))) return undefined;
  const manifests = manifestsOf(join(root, folder));
  return { objects: manifests.flatMap(objectsOf), labels: manifests.flatMap(labelsOf) };
};

const manifestsOf = (folder: string): readonly Manifest[] => {
  const { resources = [], components = [] } = parse(readFileSync(join(folder, 'kustomization.yaml'), 'utf8')) as {
    readonly resources?: readonly string[];
    readonly components?: readonly string[];
  };
  return [...resources, ...components].flatMap((name) =>
    name.endsWith('.yaml')
      ? parseAllDocuments(readFileSync(join(folder, name), 'utf8')).flatMap(
          (document) => (document.toJS() as Manifest | null) ?? [],
        )
      : manifestsOf(join(folder, name)),
  );
};

const objectsOf = ({ kind, metadata: { name }, spec }: Manifest): readonly string[] => {
  const own = `${kind === 'HorizontalPodAutoscaler' ? 'hpa' : kind.toLowerCase()}/${name}`;
  switch (kind) {
    case 'RabbitmqCluster':
      return [own, `service/${name}`, `statefulset/${name}-server`];
    case 'ScaledObject':
      return [own, `hpa/keda-hpa-${name}`];
    case 'Cluster': // of CloudNativePG, whose instances are pods of no workload
      return [
        own,
        ...(spec?.managed?.services?.additional ?? []).map(
          ({ serviceTemplate }) => `service/${serviceTemplate.metadata.name}`,
        ),
      ];
    default:
      return [own];
  }
};

const labelsOf = ({ kind, metadata, spec }: Manifest): readonly string[] => {
  const made = kind === 'RabbitmqCluster' ? { 'app.kubernetes.io/name': metadata.name } : {};
  return [metadata.labels, spec?.template?.metadata?.labels, spec?.inheritedMetadata?.labels, made].flatMap(
    (labels = {}) => Object.entries(labels).map(([label, value]) => `${label}=${value}`),
  );
};
