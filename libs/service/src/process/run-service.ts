import { busMetrics, type Bus, type EventDefinition, type Topology } from '@pizzeria/bus';
import { openDatabase, waitForDatabase, type Database } from '@pizzeria/postgres';
import { startTelemetry } from '@pizzeria/telemetry';
import { staffTokens, type StaffTokens } from '../auth/staff-tokens';
import {
  brokerSettings,
  buildSettings,
  databaseSettings,
  issuerSettings,
  logSettings,
  portSettings,
  telemetrySettings,
  workSettings,
} from '../config/common-settings';
import { readConfig } from '../config/read-config';
import type { Settings, SettingsOf } from '../config/settings';
import type { AnyServiceDefinition, ServiceDefinition } from '../definition';
import { serveHttp } from '../http/serve-http';
import type { Logger } from '../logging/logger';
import { createLogger } from '../logging/pino-logger';
import { startService, type RunningService } from '../running/start-service';
import { topologyOf } from '../topology';
import { telemetryOptions, type TelemetryConfig } from '../config/telemetry-options';
import { commandOf, migrateService } from './migrate-service';
import type { MainContext } from './run-main';
import { serveManagement } from './serve-management';
import { orStartError } from './start-error';

type Ports = Parameters<typeof portSettings>[0];

/** What every process of a service is told, whichever service it is. */
const commonSettings = (ports: Ports) => ({
  ...portSettings(ports),
  ...databaseSettings,
  ...brokerSettings,
  ...issuerSettings,
  ...workSettings,
  ...logSettings,
  ...telemetrySettings,
  ...buildSettings,
});

/** The table of settings of a process that runs one service. */
export const processSettings = <Table extends Settings>(definition: { readonly settings: Table }, ports: Ports) => ({
  ...commonSettings(ports),
  ...definition.settings,
});

export interface ServiceProcess {
  /** Ports used when none are set. */
  readonly ports: Ports;
  /** Opens the bus that this process is to use; must not wait for a broker that is away. */
  openBus(options: {
    readonly url: string;
    readonly topology: Topology;
    /** Whether objects on the broker with other arguments than wanted are an error. */
    readonly strict: boolean;
    readonly name: string;
    readonly log: Logger;
  }): Promise<Bus>;
}

/**
 * Runs one service as a process of its own, from its environment. `/healthz` answers from the beginning, `/readyz`
 * once everything runs. The database is waited for (30 s). A broker that is away keeps nothing from starting: requests
 * are answered, events wait in the outbox, and each subscription begins by itself when broker and queue are there.
 * On stop: not ready, requests under way answered, handlers drained, the relay's batch finished, connections closed.
 * With the argument `migrate` it does nothing but bring its database up to date, and ends.
 */
export const runService = async <Parts extends object, Table extends Settings, Publishes extends EventDefinition>(
  definition: ServiceDefinition<string, Parts, Table, Publishes>,
  context: MainContext,
  { ports, openBus }: ServiceProcess,
): Promise<void> => {
  const { name } = definition;
  if (commandOf(name, context.args) === 'migrate') return migrateService(definition, context);
  const config = readConfig(processSettings(definition, ports), context.environment);
  const logger = createLogger({ service: name, level: config.LOG_LEVEL });
  const lifeSigns = await showLife(name, config, logger, context);

  const surroundings = await openSurroundings(definition, config, logger, openBus, context);
  const service = await startService(definition, {
    ...surroundings,
    databaseUrl: config.DATABASE_URL,
    databaseWaitMs: databaseWaitMsOf(config),
    poolSize: config.DATABASE_POOL,
    logger,
    settings: config as SettingsOf<Table>,
    tokens: tokensOf(config),
    ladder: config.RETRY_LADDER_MS,
    drainMs: config.DRAIN_SECONDS * 1_000,
    roles: config.ROLES,
    subscriptions: config.SUBSCRIPTIONS,
  });
  context.onStop(service.stop);
  if (config.ROLES.includes('http')) {
    const http = await serveHttp({ services: [service], port: config.PORT, logger });
    context.onStop(http.stop);
    logger.info({ port: http.port }, `${name} serves`);
  }
  lifeSigns.ready(service);
};

type ProcessConfig = SettingsOf<ReturnType<typeof commonSettings>>;

/** The database, when it answers, and the bus. Both are closed after all that uses them. */
const openSurroundings = async (
  definition: AnyServiceDefinition,
  config: ProcessConfig,
  logger: Logger,
  openBus: ServiceProcess['openBus'],
  context: MainContext,
): Promise<{ readonly database: Database; readonly bus: Bus }> => {
  const { name } = definition;
  await orStartError(waitForDatabase(config.DATABASE_URL, { log: logger, timeoutMs: databaseWaitMsOf(config) }));
  const database = openDatabase({ url: config.DATABASE_URL, name, poolSize: config.DATABASE_POOL, log: logger });
  context.onStop(() => database.close());
  const topology = topologyOf([definition], config.RETRY_LADDER_MS);
  const bus = await orStartError(
    openBus({ url: config.RABBITMQ_URL, topology, strict: config.TOPOLOGY_STRICT, name, log: logger }),
  );
  context.onStop(() => bus.close());
  busMetrics().watch(bus);
  return { database, bus };
};

const databaseWaitMsOf = (config: ProcessConfig): number => config.DATABASE_WAIT_SECONDS * 1_000;

const tokensOf = (config: ProcessConfig): StaffTokens =>
  staffTokens({ issuer: config.ISSUER_URL, keysUrl: config.ISSUER_KEYS_URL, audience: config.TOKEN_AUDIENCE });

interface LifeSigns {
  /** From now on the service says whether it may be sent work. */
  ready(service: Pick<RunningService, 'readiness'>): void;
}

/** Telemetry and the management port: up before anything is waited for, down last of all. */
const showLife = async (
  name: string,
  config: { readonly MANAGEMENT_PORT: number } & TelemetryConfig,
  logger: Logger,
  context: MainContext,
): Promise<LifeSigns> => {
  const telemetry = startTelemetry(telemetryOptions(name, config, logger));
  context.onStop(telemetry.stop);
  let readiness = (): string | undefined => `${name} is starting`;
  const management = await serveManagement({
    port: config.MANAGEMENT_PORT,
    checks: [() => (context.stopping.aborted ? `${name} is stopping` : readiness())],
    metrics: telemetry.metricsHandler,
  });
  context.onStop(management.stop);
  return {
    ready: (service) => {
      readiness = service.readiness;
    },
  };
};
