import { resolve } from 'node:path';
import { analytics } from '@pizzeria/analytics';
import { busMetrics } from '@pizzeria/bus';
import { openKeySet, type KeySet } from '@pizzeria/identity';
import { inventory } from '@pizzeria/inventory';
import { kitchen } from '@pizzeria/kitchen';
import { notifications } from '@pizzeria/notifications';
import { orders } from '@pizzeria/orders';
import {
  createLogger,
  orStartError,
  serveHttp,
  serveManagement,
  staffTokens,
  telemetryOptions,
  topologyOf,
  type MainContext,
  type ManagementServer,
  type RunningService,
  type AnyServiceDefinition,
} from '@pizzeria/service';
import { startTelemetry, type TelemetryOptions } from '@pizzeria/telemetry';
import { openBus, openDatabaseServer, type DatabaseServer, type OpenedBus } from './places';
import { readPizzeria, type PizzeriaConfig } from './settings';
import { startInProcess } from './start-in-process';

/** A pizzeria that serves: where everything is. */
export interface OpenPizzeria {
  readonly config: PizzeriaConfig;
  readonly folder: string;
  readonly keys: KeySet;
  readonly server: DatabaseServer;
  readonly opened: OpenedBus;
  readonly port: number;
  readonly managementPort: number;
}

/** Every service of the shop. */
export const definitions: readonly AnyServiceDefinition[] = [orders, kitchen, inventory, notifications, analytics];

/**
 * All five services in one process. They meet over the bus only, as they do when each runs alone; every route is
 * served on one port. A process killed at any moment loses nothing: the next start goes on where it ended.
 */
export const startPizzeria = async (
  context: MainContext,
  seenBy: Pick<TelemetryOptions, 'spanProcessors'> = {},
): Promise<OpenPizzeria> => {
  const config = readPizzeria(context.environment);
  const logger = createLogger({ service: 'pizzeria', level: config.LOG_LEVEL });
  const telemetry = startTelemetry({ ...telemetryOptions('pizzeria', config, logger), ...seenBy });
  context.onStop(telemetry.stop);
  const running: RunningService[] = [];
  const management = await manage(config, context, running, telemetry.metricsHandler);

  const folder = resolve(config.DATA_DIR);
  const issuer = { issuer: config.ISSUER_URL, audience: config.TOKEN_AUDIENCE };
  const keys = await orStartError(openKeySet(resolve(folder, 'keys'), issuer));
  const tokens = staffTokens({ ...issuer, keysUrl: config.ISSUER_KEYS_URL ?? keys.keysUrl });
  const server = await openDatabaseServer(config, folder, logger, context);
  const opened = await openBus(config, topologyOf(definitions, config.RETRY_LADDER_MS), server, logger, context);
  busMetrics().watch(opened.bus);

  const start = startInProcess({ config, server, opened, context, tokens });
  const started = await Promise.all([
    start(orders),
    start(kitchen),
    start(inventory),
    start(notifications),
    start(analytics),
  ]);
  context.onStop(async () => void (await Promise.all(started.map((service) => service.stop()))));
  const http = await serveHttp({ services: started, port: config.PORT, logger });
  context.onStop(http.stop);
  running.push(...started);
  return { config, folder, keys, server, opened, port: http.port, managementPort: management.port };
};

const manage = async (
  config: PizzeriaConfig,
  context: MainContext,
  running: readonly RunningService[],
  metrics: Parameters<typeof serveManagement>[0]['metrics'],
): Promise<ManagementServer> => {
  const readiness = (): string | undefined => {
    if (context.stopping.aborted) return 'the pizzeria is stopping';
    return running.length === 0 ? 'the pizzeria is starting' : undefined;
  };
  const server = await serveManagement({ port: config.MANAGEMENT_PORT, checks: [readiness], metrics });
  context.onStop(server.stop);
  return server;
};
