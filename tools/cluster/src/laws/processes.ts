import { ConfigError } from '@pizzeria/service';
import { environmentOf, valuesOf, type Told } from '../objects/environment';
import { containersOf, serviceWorkloadsOf, type Container, type Workload } from '../objects/workloads';
import type { ProcessConfig, ShopService } from '../shop';
import type { Law, Rendered } from './law';

/** A container that runs a service, with the configuration it would start with. */
export interface Process {
  readonly workload: Workload & { readonly service: string };
  readonly service: ShopService;
  readonly container: Container;
  readonly config: ProcessConfig;
}

/** Secrets are not read here: something of the right form stands for each. */
const standIns: Readonly<Record<string, string>> = {
  DATABASE_URL: 'postgres://service:stand-in@postgres:5432/service',
  RABBITMQ_URL: 'amqp://service:stand-in@rabbitmq:5672/pizzeria',
};

const environmentFor = (told: ReadonlyMap<string, Told>) =>
  valuesOf(told, (_secret, key, optional) => (optional ? undefined : standIns[key]));

const readAll = (rendered: Rendered) =>
  serviceWorkloadsOf(rendered.manifests).map((workload) => {
    const service = rendered.shop.services.find(({ name }) => name === workload.service);
    const container = workload.pod.containers.find(({ name }) => name === 'app');
    if (!service || !container) return { problems: [`${workload.title}: no service of the shop, or no container app`] };
    try {
      const config = service.read(environmentFor(environmentOf(container, workload, rendered.manifests)));
      return { process: { workload, service, container, config } satisfies Process, problems: [] };
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      return { problems: error.problems.map((problem) => `${workload.title}: ${problem}`) };
    }
  });

/** Every process of a service whose configuration can be read. */
export const processesOf = (rendered: Rendered): readonly Process[] =>
  readAll(rendered).flatMap(({ process }) => process ?? []);

/** Every service starts with the configuration it is given. */
export const readableSettings: Law = (rendered) => readAll(rendered).flatMap(({ problems }) => problems);

/** Of the pod, which telemetry names, and for Node itself. */
const alsoKnown = /^(NODE_OPTIONS|NODE_NAME|POD_[A-Z]+|DEPLOYMENT_[A-Z]+)$/;

/** Nothing is set that no service reads: a misspelt name would be ignored in silence. */
export const knownSettings: Law = ({ manifests, shop }) => {
  const known = new Set(shop.services.flatMap(({ settings }) => settings));
  return serviceWorkloadsOf(manifests).flatMap((workload) =>
    containersOf(workload.pod).flatMap((container) =>
      [...environmentOf(container, workload, manifests).keys()]
        .filter((name) => !known.has(name) && !alsoKnown.test(name))
        .map((name) => `${workload.title}, container ${container.name}: no service reads ${name}`),
    ),
  );
};
