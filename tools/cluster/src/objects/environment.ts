import type { Manifest } from './manifest';
import { ofKind } from './manifest';
import type { Container, Workload } from './workloads';

interface Keyed {
  readonly data?: Readonly<Record<string, string>>;
}

/** What a container is told: a value, or the key of a secret that it comes from, or undefined where nothing gives it. */
export type Told =
  | { readonly from: 'value'; readonly value: string }
  | { readonly from: 'secret'; readonly secret: string; readonly key: string; readonly optional: boolean }
  | { readonly from: 'nothing'; readonly missing: string };

/** A container's environment, as the kubelet would put it together; where a field of the pod is asked for, a sample. */
export const environmentOf = (
  container: Container,
  { name, labels }: Pick<Workload, 'name' | 'labels'>,
  manifests: readonly Manifest[],
): ReadonlyMap<string, Told> => {
  const configMap = (of?: string) => ofKind<Keyed>(manifests, 'ConfigMap').find(({ metadata }) => metadata.name === of);
  const secret = (of?: string) => ofKind<Keyed>(manifests, 'Secret').find(({ metadata }) => metadata.name === of);
  const told = new Map<string, Told>();
  for (const { configMapRef, secretRef } of container.envFrom ?? []) {
    for (const [key, value] of Object.entries(configMap(configMapRef?.name)?.data ?? {}))
      told.set(key, { from: 'value', value });
    for (const key of Object.keys(secret(secretRef?.name)?.data ?? {}))
      told.set(key, { from: 'secret', secret: secretRef?.name ?? '', key, optional: false });
  }
  const own = new Map<string, Told>();
  for (const { name: variable, value, valueFrom } of container.env ?? []) {
    const { configMapKeyRef: map, secretKeyRef: secretKey, fieldRef } = valueFrom ?? {};
    const mapped = map && configMap(map.name)?.data?.[map.key];
    if (secretKey)
      own.set(variable, {
        from: 'secret',
        secret: secretKey.name ?? '',
        key: secretKey.key,
        optional: secretKey.optional ?? false,
      });
    else if (map && mapped === undefined)
      own.set(variable, { from: 'nothing', missing: `ConfigMap ${map.name} with ${map.key}` });
    else
      own.set(variable, {
        from: 'value',
        value: mapped ?? expanded(value ?? sampleOf(fieldRef?.fieldPath, name, labels), own),
      });
  }
  return new Map([...told, ...own]);
};

/** `$(NAME)` stands for what `env`, and not `envFrom`, has said before. */
const expanded = (text: string, before: ReadonlyMap<string, Told>): string =>
  text.replace(/\$\((\w+)\)/g, (whole, name: string) => {
    const found = before.get(name);
    return found?.from === 'value' ? found.value : whole;
  });

const sampleOf = (fieldPath = '', name: string, labels: Readonly<Record<string, string>>): string => {
  const label = /^metadata\.labels\['(.+)'\]$/.exec(fieldPath)?.[1];
  if (label !== undefined) return labels[label] ?? '';
  const samples: Readonly<Record<string, string>> = {
    'metadata.name': `${name}-0`,
    'metadata.uid': '00000000-0000-4000-8000-000000000000',
    'metadata.namespace': 'pizzeria',
    'spec.nodeName': 'node-1',
  };
  return samples[fieldPath] ?? '';
};

/** The values alone, those of secrets from `secrets`. */
export const valuesOf = (
  told: ReadonlyMap<string, Told>,
  secrets: (secret: string, key: string, optional: boolean) => string | undefined,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...told].flatMap(([name, from]) => {
      const value =
        from.from === 'value'
          ? from.value
          : from.from === 'secret'
            ? secrets(from.secret, from.key, from.optional)
            : undefined;
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
