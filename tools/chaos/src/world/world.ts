import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startBroker, type RunningBroker } from '@pizzeria/bus-rabbitmq/testing';
import {
  freePortOffset,
  serviceCopies,
  startFleet,
  type Fleet,
  type StopList,
  type SupervisedProcess,
} from '@pizzeria/local';
import { startOwnDatabase, type OwnDatabase } from './database';
import { openEcho, type Echo } from './echo';
import { endsIn, type ProcessEnd } from './ends';
import type { Logs } from './logs';
import { Networks } from './network';
import { openProviders, type Providers } from './providers';

/** All that a run works with and breaks: servers, processes, networks. */
export interface World {
  readonly broker: RunningBroker;
  readonly database: OwnDatabase;
  readonly fleet: Fleet;
  readonly networks: Networks;
  readonly echo: Echo;
  readonly providers: Providers;
  /** Of analytics' database, for its own role, through the network of its first process. */
  readonly analyticsUrl: string;
  /** Every end of a process so far, its own and those that were made. */
  readonly ends: readonly ProcessEnd[];
  /** Throws when there is none of this name. */
  process(name: string): SupervisedProcess;
}

const copies = 2;

/**
 * The shop as a run needs it. Every order is urgent at once, and one that nobody starts within half a minute is
 * complained of, and given up a minute later: no fault lasts that long. Deliveries are always
 * late, and suppliers hear at once what is wanted.
 */
const shop = {
  PICKUP_LEAD_MINUTES: '0',
  DELIVERY_LEAD_MINUTES: '2',
  KITCHEN_BAKE_SECONDS: '7',
  KITCHEN_MAKE_SECONDS: '1',
  KITCHEN_PACK_SECONDS: '1',
  KITCHEN_LOAD_STEP_MINUTES: '1',
  KITCHEN_PATIENCE_MINUTES: '1',
  KITCHEN_UNATTENDED_MINUTES: '0.5,1,1.5',
  PURCHASE_ORDER_MINUTES: '0',
};
const brokerPrefix = 'pizzeria';

/** Names of the processes that a world has. */
export const processNames = serviceCopies({ copies }).map(({ name }) => name);

/**
 * Delays of the ladder, ms: short, so that all settles soon after the last fault, and more of them than the outages
 * of a run can use up, because a fault must never dead-letter anything by itself.
 */
export const ladder = [
  ...[200, 500, 1_000, 2_000, 4_000, 8_000, 12_000, 15_000, 20_000, 25_000],
  ...[30_000, 35_000, 40_000, 45_000, 50_000, 60_000],
];

/** Starts broker, database and two processes of each service below `dir`, and waits until all are ready. */
export const openWorld = async (stops: StopList, dir: string, logs: Logs): Promise<World> => {
  const ends: ProcessEnd[] = [];
  let analyticsUrl = '';
  const fallbacks: string[] = [];
  const [broker, database, networks] = await Promise.all([
    stops.started(startBroker(), (started) => started.stop()),
    stops.started(databaseBelow(dir), (started) => started.stop()),
    stops.started(Promise.resolve(new Networks()), (opened) => opened.close()),
  ]);
  const providers = await stops.started(openProviders(), (opened) => opened.close());
  const ports = serviceCopies({ copies }).flatMap(({ port, managementPort }) => [port, managementPort]);
  const starting = startFleet({
    databaseServerUrl: database.url,
    ownDatabaseServer: true,
    rabbitmqUrl: broker.url,
    ctlCommand: broker.ctlCommand,
    dataDir: dir,
    copies,
    portOffset: await freePortOffset(ports),
    ladder,
    between: async ({ name, service }, servers) => {
      const through = await networks.between(name, servers);
      if (service === 'analytics') analyticsUrl ||= through.databaseUrl;
      return through;
    },
    env: { ...shop, ...providers.env, LOG_LEVEL: 'info', DATABASE_POOL: '8', DATABASE_WAIT_SECONDS: '120' },
    line: (name, text) => {
      logs.line(name, text);
      if (name === 'prepare') fallbacks.push(text);
      ends.push(...endsIn(name, text));
    },
  });
  const fleet = await stops.started(starting, (started) => started.stop());
  if (fallbacks.length > 0) throw new Error(`Not every service is a user of its own: ${fallbacks.join(' ')}`);
  const echo = await stops.started(openEcho(broker.url, brokerPrefix), (opened) => opened.close());
  await fleet.ready(120_000);
  const process = (name: string) => {
    const found = fleet.processes.find((one) => one.name === name);
    if (!found) throw new Error(`There is no process ${name}.`);
    return found;
  };
  return { broker, database, fleet, networks, echo, providers, analyticsUrl, ends, process };
};

const databaseBelow = async (dir: string): Promise<OwnDatabase> => {
  const dataDir = join(dir, 'database');
  await mkdir(dataDir);
  // Started by root, the database runs as another account, which must be able to come this far.
  for (const folder of [dir, dataDir]) await chmod(folder, 0o755);
  return startOwnDatabase(dataDir);
};
