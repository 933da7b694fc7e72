import type { IIngress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import { called, ofKind } from '../objects/manifest';
import type { Law } from './law';

/** What a name is asked for and what its certificate is for are the same: TLS for one host leaves another without. */
export const hosts: Law = ({ manifests }) =>
  ofKind<IIngress>(manifests, 'Ingress').flatMap((ingress) => {
    const { rules = [], tls } = ingress.spec ?? {};
    if (tls === undefined) return [];
    const asked = rules.map(({ host = 'any host' }) => host);
    const certified = tls.flatMap(({ hosts: names = [] }) => names);
    return [
      ...asked.filter((host) => !certified.includes(host)).map((host) => `${called(ingress)}: no TLS for ${host}`),
      ...certified.filter((host) => !asked.includes(host)).map((host) => `${called(ingress)}: no rule for ${host}`),
    ];
  });

/** Both are one path to the services. */
const placingOrders = ['/api/orders', '/api/orders/'];
const limit = 'nginx.ingress.kubernetes.io/limit-rpm';

/** Where the shop is open to the world, which is where it has TLS, one address places so many orders and no more. */
export const limitedOrders: Law = ({ manifests }) => {
  const ingresses = ofKind<IIngress>(manifests, 'Ingress');
  if (!ingresses.some(({ spec }) => spec?.tls !== undefined)) return [];
  const limited = ingresses
    .filter(({ metadata }) => Number(metadata.annotations?.[limit]) > 0)
    .flatMap(({ spec }) => (spec?.rules ?? []).flatMap(({ http }) => http?.paths ?? []))
    .filter(({ pathType }) => pathType === 'Exact')
    .map(({ path }) => path);
  return placingOrders
    .filter((path) => !limited.includes(path))
    .map((path) => `Ingress: anyone may place any number of orders at ${path}: ${limit}`);
};
