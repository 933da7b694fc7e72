import type { IIngress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import type { HttpRoute } from '../custom/operators';
import { ofKind, type Manifest } from '../objects/manifest';
import { podsOf } from '../objects/pods';
import type { Law } from './law';

interface Prefix {
  readonly prefix: string;
  readonly service: string;
  /** This path alone, and nothing below it. */
  readonly exact?: boolean;
}

const ingressPrefixes = (manifests: readonly Manifest[]): readonly Prefix[] =>
  ofKind<IIngress>(manifests, 'Ingress').flatMap(({ spec }) =>
    (spec?.rules ?? []).flatMap(({ http }) =>
      (http?.paths ?? []).map(({ path = '/', pathType, backend }) => ({
        prefix: path,
        service: backend.service?.name ?? '',
        exact: pathType === 'Exact',
      })),
    ),
  );

const routePrefixes = (manifests: readonly Manifest[]): readonly Prefix[] =>
  ofKind<HttpRoute>(manifests, 'HTTPRoute').flatMap(({ spec }) =>
    spec.rules.flatMap(({ matches, backendRefs }) =>
      matches.map(({ path }) => ({ prefix: path.value, service: backendRefs[0]?.name ?? '' })),
    ),
  );

const leads = (path: string, { prefix, exact }: Prefix): boolean =>
  path === prefix || (exact !== true && path.startsWith(`${prefix}/`));

/** Every path of every service is reached from outside, and each way in leads to what the service serves. */
export const routes: Law = ({ manifests, shop }) => {
  const all = shop.services.flatMap(({ name, paths }) => paths.map((path) => ({ name, path })));
  const known = podsOf(manifests).map(({ labels }) => labels['app.kubernetes.io/name']);
  const problems = (by: string, prefixes: readonly Prefix[]): readonly string[] => {
    if (prefixes.length === 0) return [];
    const lost = all.flatMap(({ name, path }) => {
      const [found] = prefixes
        .filter((prefix) => leads(path, prefix))
        .sort((a, b) => Number(b.exact ?? false) - Number(a.exact ?? false) || b.prefix.length - a.prefix.length);
      return found?.service === name ? [] : [`${by}: ${path} leads to ${found?.service ?? 'nobody'}, not to ${name}`];
    });
    const idle = prefixes
      // Services answer a path with a slash behind it as they do the path.
      .map((each) => ({ ...each, prefix: each.prefix.replace(/\/$/, '') }))
      .filter((prefix) => !all.some(({ name, path }) => name === prefix.service && leads(path, prefix)));
    return [
      ...lost,
      ...idle.map(({ prefix, service }) => `${by}: ${service} serves nothing below ${prefix}`),
      ...prefixes
        .filter(({ service }) => !known.includes(service))
        .map(({ service }) => `${by}: there is no ${service}`),
    ];
  };
  return [...problems('Ingress', ingressPrefixes(manifests)), ...problems('HTTPRoute', routePrefixes(manifests))];
};
