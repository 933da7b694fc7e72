import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventDefinition } from '@pizzeria/bus';
import { localIssuer, openKeySet } from '@pizzeria/identity';
import { openDatabase, type Database } from '@pizzeria/postgres';
import { ownedTestDatabase, type OwnedTestDatabase } from '@pizzeria/postgres/testing';
import {
  createLogger,
  serveHttp,
  silentLogger,
  staffTokens,
  type Role,
  type RunningService,
  type ServiceDefinition,
  type Settings,
} from '@pizzeria/service';
import { httpClient, type Call } from '@pizzeria/service/testing';
import type { DatabaseServer, OpenedBus } from '../places';
import { readPizzeria } from '../settings';
import { startInProcess } from '../start-in-process';
import { definitions } from '../start-pizzeria';
import { handlerNamed } from './handlers';
import type { Mode } from './modes';
import { openTestBus, type TestBus } from './open-test-bus';
import { temporaryFolder } from './open-pizzeria';

/** Ground for a pizzeria of which tests start the services they want, when and as they want them. */
export interface Site {
  readonly bus: TestBus;
  /** Starts a service on its database here, as the role that owns it; by default on a bus connection of its own. */
  start<Parts extends object, Table extends Settings, Publishes extends EventDefinition>(
    definition: ServiceDefinition<string, Parts, Table, Publishes>,
    on?: OpenedBus,
  ): Promise<RunningService>;
  /** Serves the routes of these, as long as the site is open. */
  serve(...services: readonly RunningService[]): Promise<Call>;
  /** The address of a service's database for the role that owns it, which is what the service is given. */
  databaseUrl(service: string): Promise<string>;
  /** A test's own view of a service's database, as the server's administrator. */
  database(service: string): Promise<Database>;
  /** Who has handled the events of this subject, each handling once: `order.placed in kitchen.tickets`, sorted. */
  handled(subject: string): Promise<readonly string[]>;
  /** Stops everything that was started, newest first, and removes it. */
  close(): Promise<void>;
}

type Stop = () => Promise<unknown> | unknown;

export const openSite = async (mode: Mode, environment: Readonly<Record<string, string>> = {}): Promise<Site> => {
  const stops: Stop[] = [];
  const close = async (): Promise<void> => {
    for (let stop = stops.pop(); stop; stop = stops.pop()) await stop();
  };
  try {
    return await layOut(mode, environment, stops, close);
  } catch (error) {
    await close();
    throw error;
  }
};

const layOut = async (
  mode: Mode,
  environment: Readonly<Record<string, string>>,
  stops: Stop[],
  close: () => Promise<void>,
): Promise<Site> => {
  const folder = await temporaryFolder();
  stops.push(() => rm(folder, { recursive: true, force: true }));
  const defaults = { LOG_LEVEL: 'silent', DATABASE_POOL: '4', RETRY_LADDER_MS: '50,100,200', READY_DELAY_SECONDS: '0' };
  const config = readPizzeria({ ...defaults, ...environment });
  const keys = await openKeySet(join(folder, 'keys'));
  const tokens = staffTokens({ ...localIssuer, keysUrl: keys.keysUrl });
  const server = ownDatabases(stops);
  const context = {
    environment: {},
    args: [],
    stopping: new AbortController().signal,
    onStop: (stop: Stop) => void stops.push(stop),
  };
  const logger = createLogger({ service: 'site', level: config.LOG_LEVEL });
  const views = viewsOf(server, stops);
  const bus = await openTestBus(mode, config.RETRY_LADDER_MS, server, logger, context);
  const mint = (roles: readonly Role[]) =>
    keys.mintToken({ subject: `test-${roles.join('-')}`, roles, ttlSeconds: 600 });
  return {
    bus,
    start: async (definition, on) => {
      const opened = on ?? (await bus.connect(definition));
      const service = await startInProcess({ config, server, opened, context, tokens })(definition);
      stops.push(() => service.stop());
      return service;
    },
    serve: async (...services) => {
      const http = await serveHttp({ services, port: 0, logger });
      stops.push(http.stop);
      return httpClient(`http://127.0.0.1:${http.port}`, mint);
    },
    databaseUrl: (service) => server.database(databaseOfService(service)),
    database: views,
    handled: (subject) => handledOf(subject, views),
    close,
  };
};

/** Databases of one site, each with a role of its own; dropped when everything on them has stopped. */
interface SiteDatabases extends DatabaseServer {
  adminUrl(name: string): Promise<string>;
}

const ownDatabases = (stops: Stop[]): SiteDatabases => {
  const made = new Map<string, Promise<OwnedTestDatabase>>();
  const make = async (name: string): Promise<OwnedTestDatabase> => {
    const owned = await ownedTestDatabase(`site_${name.replace('pizzeria_', '')}`);
    stops.push(owned.drop);
    return owned;
  };
  const find = (name: string): Promise<OwnedTestDatabase> => {
    const owned = made.get(name) ?? make(name);
    made.set(name, owned);
    return owned;
  };
  return {
    described: 'the server of the tests',
    database: async (name) => (await find(name)).url,
    adminUrl: async (name) => (await find(name)).adminUrl,
  };
};

const databaseOfService = (service: string): string => `pizzeria_${service}`;

const viewsOf = (server: SiteDatabases, stops: Stop[]): Site['database'] => {
  const views = new Map<string, Database>();
  return async (service) => {
    const url = await server.adminUrl(databaseOfService(service));
    const view = views.get(service) ?? openDatabase({ url, name: 'test', poolSize: 1, log: silentLogger });
    if (!views.has(service)) stops.push(() => view.close());
    views.set(service, view);
    return view;
  };
};

const handledOf = async (subject: string, database: Site['database']): Promise<readonly string[]> => {
  const all = definitions.map(async ({ name }) => {
    const { sql } = await database(name);
    const rows = await sql<{ type: string; consumer: string; subject: string }>('inbox').where({ subject });
    return rows.map(({ type, consumer }) => handlerNamed(type, consumer));
  });
  return (await Promise.all(all)).flat().sort();
};
