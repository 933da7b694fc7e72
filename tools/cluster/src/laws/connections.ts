import type { PostgresCluster } from '../custom/operators';
import { ofKind } from '../objects/manifest';
import { replicasOf, scalersOf } from '../objects/scalers';
import { workloadsOf } from '../objects/workloads';
import type { Law, Rendered } from './law';
import { type Process, processesOf } from './processes';

/** For people, migrations, metrics, and what PostgreSQL keeps back for its administrator. */
const reserve = 20;

/** Connections of one process: its pool, the relay's session, and the one that tells of suspects. */
export const connectionsOf = ({ config }: Pick<Process, 'config'>): number =>
  config.DATABASE_POOL + Number(config.ROLES.includes('relay')) + Number(config.ROLES.includes('subscriptions'));

/**
 * While a release goes from pod to pod, the old ones end one after the other: each is told to stop when the next is
 * there, keeps its connections until its last handler is done, and is counted by no Deployment meanwhile. So all of
 * both may be there at once.
 */
const generations = 2;

/** The most connections that each service may come to hold, by name. */
export const connectionsByService = (rendered: Rendered): ReadonlyMap<string, number> => {
  const scalers = scalersOf(rendered.manifests);
  const sums = new Map<string, number>();
  for (const process of processesOf(rendered)) {
    const pods = generations * replicasOf(process.workload, scalers).max;
    const { service } = process.workload;
    sums.set(service, (sums.get(service) ?? 0) + pods * connectionsOf(process));
  }
  return sums;
};

const maxConnections = ({ manifests }: Rendered): number | undefined => {
  const [cluster] = ofKind<PostgresCluster>(manifests, 'Cluster');
  const server = workloadsOf(manifests).find(({ name }) => name === 'postgres');
  const argument = server?.pod.containers[0]?.args
    ?.map((arg) => /^max_connections=(\d+)$/.exec(arg)?.[1])
    .find(Boolean);
  const given = cluster?.spec.postgresql.parameters['max_connections'] ?? argument;
  return given === undefined ? undefined : Number(given);
};

/** Connections that a service's login may hold: CloudNativePG's word, else that of roles.sql, the same for all. */
const limitOf = (service: string, { manifests }: Rendered): number | undefined => {
  const [cluster] = ofKind<PostgresCluster>(manifests, 'Cluster');
  const role = cluster?.spec.managed.roles.find(({ name }) => name === service);
  const sql = ofKind<{ data?: Record<string, string> }>(manifests, 'ConfigMap').map(
    ({ data }) => data?.['roles.sql'] ?? '',
  );
  const said = /CONNECTION LIMIT (\d+) PASSWORD %L/.exec(sql.join('\n'))?.[1];
  return role?.connectionLimit ?? (said === undefined ? undefined : Number(said));
};

/** All pods that there may be at once, those that end in a release included, get their connections. */
export const connectionBudget: Law = (rendered) => {
  const most = maxConnections(rendered);
  if (most === undefined) return ['there is no PostgreSQL that says its max_connections'];
  const sums = connectionsByService(rendered);
  const sum = [...sums.values()].reduce((total, each) => total + each, 0);
  const limited = [...sums].flatMap(([name, needed]) => {
    const connectionLimit = limitOf(name, rendered);
    return connectionLimit !== undefined && needed > connectionLimit
      ? [`the login ${name} may hold ${connectionLimit} connections, but may come to need ${needed}`]
      : [];
  });
  const parts = [...sums].map(([service, connections]) => `${service} ${connections}`).join(', ');
  return sum + reserve <= most
    ? limited
    : [...limited, `${sum} connections (${parts}) and ${reserve} in reserve are more than max_connections=${most}`];
};
