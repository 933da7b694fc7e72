import type { EventDefinition } from '@pizzeria/bus';
import { openDatabase } from '@pizzeria/postgres';
import {
  createLogger,
  startService,
  type MainContext,
  type RunningService,
  type ServiceDefinition,
  type Settings,
  type SettingsOf,
  type StaffTokens,
} from '@pizzeria/service';
import type { DatabaseServer, OpenedBus } from './places';
import type { PizzeriaConfig } from './settings';

export interface Surroundings {
  readonly config: PizzeriaConfig;
  readonly server: DatabaseServer;
  readonly opened: OpenedBus;
  readonly context: MainContext;
  readonly tokens: StaffTokens;
}

/** Starts a service beside the others, on a database of its own. */
export const startInProcess =
  ({ config, server, opened, context, tokens }: Surroundings) =>
  async <Parts extends object, Table extends Settings, Publishes extends EventDefinition>(
    definition: ServiceDefinition<string, Parts, Table, Publishes>,
  ): Promise<RunningService> => {
    const { name } = definition;
    const logger = createLogger({ service: name, level: config.LOG_LEVEL });
    const databaseUrl = await server.database(`pizzeria_${name}`);
    const poolSize = config.DATABASE_POOL;
    const database = openDatabase({ url: databaseUrl, name, poolSize, log: logger });
    context.onStop(() => database.close());
    return startService(definition, {
      database,
      databaseUrl,
      databaseWaitMs: config.DATABASE_WAIT_SECONDS * 1_000,
      poolSize,
      bus: opened.bus,
      messagingSystem: opened.system,
      logger,
      tokens,
      // The table of the whole pizzeria holds every service's own.
      settings: config as unknown as SettingsOf<Table>,
      ladder: config.RETRY_LADDER_MS,
      drainMs: config.DRAIN_SECONDS * 1_000,
    });
  };
