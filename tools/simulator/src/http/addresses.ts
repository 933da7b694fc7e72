export const serviceNames = ['orders', 'kitchen', 'inventory', 'notifications', 'analytics'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** Base URLs of the processes of each service, one at least, without a slash at the end. */
export type Addresses = Readonly<Record<ServiceName, readonly string[]>>;

export class UnknownService extends Error {
  override readonly name = 'UnknownService';
}

const ports: Readonly<Record<ServiceName, number>> = {
  orders: 3001,
  kitchen: 3002,
  inventory: 3003,
  notifications: 3004,
  analytics: 3005,
};

/**
 * Where each service is: all at one URL, or, for `services`, each at its own port of this machine; `list`
 * (`orders=http://…,kitchen=http://…`) goes before both; a service named more than once has several processes.
 * Throws `UnknownService` on what cannot be read.
 */
export const addressesOf = (url: string, list?: string): Addresses => {
  const base = (service: ServiceName) =>
    url === 'services' ? `http://localhost:${ports[service]}` : checked('--url', url);
  const own = entriesOf(list);
  return Object.fromEntries(serviceNames.map((service) => [service, own.get(service) ?? [base(service)]])) as Addresses;
};

const entriesOf = (list: string | undefined): ReadonlyMap<string, readonly string[]> => {
  const entries = new Map<string, readonly string[]>();
  for (const entry of (list ?? '').split(',').filter((text) => text !== '')) {
    const [name = '', ...url] = entry.split('=');
    if (!serviceNames.some((service) => service === name))
      throw new UnknownService(`--services knows ${serviceNames.join(', ')}, but not "${name}"`);
    entries.set(name, [...(entries.get(name) ?? []), checked(`--services ${name}`, url.join('='))]);
  }
  return entries;
};

const checked = (option: string, url: string): string => {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new UnknownService(`${option} takes a URL like http://localhost:8080, not "${url}"`);
  return url.replace(/\/+$/, '');
};
