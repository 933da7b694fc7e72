import { services } from '@pizzeria/broker-definitions';
import { queueNameOf } from '@pizzeria/bus';
import { prefetchIn, processSettings, readConfig, routesOf, type AnyServiceDefinition } from '@pizzeria/service';

/** What the laws ask the code of the services. */
export interface Shop {
  readonly services: readonly ShopService[];
}

export interface ShopService {
  readonly name: string;
  readonly subscriptions: readonly string[];
  /** Every path it serves, as Express writes it. */
  readonly paths: readonly string[];
  /** Names of all settings its process reads. */
  readonly settings: readonly string[];
  /** What it makes of an environment. Throws `ConfigError`, which names all that is missing or wrong. */
  read(environment: Readonly<Record<string, string>>): ProcessConfig;
  /** Messages of a subscription that one process takes in hand with so many connections. */
  prefetch(subscription: string, poolSize: number): number;
}

export interface ProcessConfig {
  readonly PORT: number;
  readonly MANAGEMENT_PORT: number;
  readonly DATABASE_POOL: number;
  readonly DRAIN_SECONDS: number;
  readonly ROLES: readonly ('http' | 'relay' | 'subscriptions')[];
  readonly SUBSCRIPTIONS?: readonly string[];
}

const serviceOf = (definition: AnyServiceDefinition): ShopService => {
  const table = processSettings(definition, { port: 8080, management: 9464 });
  return {
    name: definition.name,
    subscriptions: Object.keys(definition.subscriptions),
    paths: routesOf(definition).map(({ path }) => path),
    settings: Object.keys(table),
    read: (environment) => readConfig(table, environment) as ProcessConfig,
    prefetch: (subscription, poolSize) => {
      const found = definition.subscriptions[subscription];
      if (!found) throw new Error(`${definition.name} has no subscription ${subscription}.`);
      return prefetchIn(found, poolSize);
    },
  };
};

/** The five services as their definitions have them. */
export const shop: Shop = {
  services: services.map(serviceOf),
};

/** Every queue that a service declares, with whose it is. */
export const queuesOf = ({ services }: Shop) =>
  services.flatMap((service) =>
    service.subscriptions.map((subscription) => ({
      name: queueNameOf(service.name, subscription),
      service,
      subscription,
    })),
  );
