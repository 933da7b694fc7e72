import { type Manifest, ofKind } from '../objects/manifest';
import { mebibytes, type Container, type Workload } from '../objects/workloads';

/** What a container finds at a path. */
export type Mount =
  | { readonly kind: 'empty'; readonly path: string; readonly sizeMi?: number }
  | { readonly kind: 'kept'; readonly path: string; readonly volume: string }
  | { readonly kind: 'folder'; readonly path: string; readonly files: Readonly<Record<string, Buffer>> }
  | { readonly kind: 'file'; readonly path: string; readonly text: Buffer };

/** A container's mounts. Throws where one leads to nothing. */
export const mountsOf = (container: Container, workload: Workload, manifests: readonly Manifest[]): readonly Mount[] =>
  (container.volumeMounts ?? []).map(({ name, mountPath: path, subPath }): Mount => {
    const volume = workload.pod.volumes?.find((each) => each.name === name);
    if (!volume) return { kind: 'kept', path, volume: `${workload.name}-${name}` };
    if (volume.emptyDir) return { kind: 'empty', path, sizeMi: mebibytes(volume.emptyDir.sizeLimit) };
    const sources = volume.projected?.sources ?? [
      { configMap: volume.configMap, secret: volume.secret && { name: volume.secret.secretName } },
    ];
    const files = Object.assign(
      {},
      ...sources.flatMap(({ configMap, secret }) => [
        configMap ? filesOf('ConfigMap', configMap.name, manifests) : {},
        secret ? filesOf('Secret', secret.name, manifests) : {},
      ]),
    ) as Record<string, Buffer>;
    if (subPath === undefined) return { kind: 'folder', path, files };
    const text = files[subPath];
    if (!text) throw new Error(`${workload.title}: volume ${name} holds no ${subPath}.`);
    return { kind: 'file', path, text };
  });

const filesOf = (
  kind: 'ConfigMap' | 'Secret',
  name: string | undefined,
  manifests: readonly Manifest[],
): Readonly<Record<string, Buffer>> => {
  const found = ofKind<{ data?: Record<string, string> }>(manifests, kind).find(
    ({ metadata }) => metadata.name === name,
  );
  if (!found) throw new Error(`There is no ${kind} ${name}.`);
  const encoding = kind === 'Secret' ? 'base64' : 'utf8';
  return Object.fromEntries(
    Object.entries(found.data ?? {}).map(([key, value]) => [key, Buffer.from(value, encoding)]),
  );
};
