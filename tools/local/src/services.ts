import type { ProcessSpec } from './supervisor';

/** The five services and the ports they have when they run side by side. */
export const services = [
  { name: 'orders', port: 3001, managementPort: 9401 },
  { name: 'kitchen', port: 3002, managementPort: 9402 },
  { name: 'inventory', port: 3003, managementPort: 9403 },
  { name: 'notifications', port: 3004, managementPort: 9404 },
  { name: 'analytics', port: 3005, managementPort: 9405 },
] as const;

export type ServiceName = (typeof services)[number]['name'];

/** One of the processes that run a service. */
export interface ServiceCopy {
  /** The service's name, with a number where there is more than one process of it: `orders-2`. */
  readonly name: string;
  readonly service: ServiceName;
  readonly port: number;
  readonly managementPort: number;
}

/** The ports of the second process of a service lie so far above those of the first. */
const betweenCopies = 10;

/**
 * Every process of every service, the services in their order.
 *
 * @param copies how many processes each service has
 * @param portOffset added to every port, so that two sets can run side by side
 */
export const serviceCopies = ({ copies = 1, portOffset = 0 } = {}): readonly ServiceCopy[] =>
  services.flatMap(({ name, port, managementPort }) =>
    Array.from({ length: copies }, (_, index) => ({
      name: copies === 1 ? name : `${name}-${index + 1}`,
      service: name,
      port: port + portOffset + index * betweenCopies,
      managementPort: managementPort + portOffset + index * betweenCopies,
    })),
  );

export interface Surroundings {
  readonly databaseUrl: string;
  readonly rabbitmqUrl: string;
  readonly issuerUrl: string;
  readonly issuerKeysUrl: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** How a service is run as a process of its own. */
export const serviceProcess = (copy: ServiceCopy, around: Surroundings): ProcessSpec => ({
  name: copy.name,
  script: `apps/${copy.service}/src/main.ts`,
  env: {
    PORT: String(copy.port),
    MANAGEMENT_PORT: String(copy.managementPort),
    DATABASE_URL: around.databaseUrl,
    RABBITMQ_URL: around.rabbitmqUrl,
    ISSUER_URL: around.issuerUrl,
    ISSUER_KEYS_URL: around.issuerKeysUrl,
    ...around.env,
  },
});
