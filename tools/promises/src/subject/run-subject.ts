import { busMetrics, inMemoryBus, type Bus, type DeliveryObserver, type Topology } from '@pizzeria/bus';
import { rabbitMqBus } from '@pizzeria/bus-rabbitmq';
import { holdJournal, journalMigrations, migrateOnly, openDatabase, postgresJournal } from '@pizzeria/postgres';
import {
  createLogger,
  serveHttp,
  serveManagement,
  startService,
  topologyOf,
  type Logger,
  type MainContext,
  type RunningService,
} from '@pizzeria/service';
import { startTelemetry } from '@pizzeria/telemetry';
import { commands, type Handles } from './commands';
import { desk } from './desk';
import { faultyJournal, type FaultyJournal } from './faulty-journal';
import { holdingBus } from './holding-bus';
import type { Outcome, Report, SubjectConfig } from './messages';
import { newProbe } from './probe';
import { shop, type ShopParts } from './shop';

/** The link to the test that started this process. */
export interface Link {
  tell(report: Report): void;
  onCommand(answer: ReturnType<typeof commands>): void;
}

const poolSize = 10;

/** Runs the services of the configuration in this process, composed as the apps compose theirs. */
export const runSubject = async (config: SubjectConfig, context: MainContext, link: Link): Promise<void> => {
  const logger = createLogger({ service: 'subject' });
  const telemetry = startTelemetry({ service: 'subject', version: 'test' });
  context.onStop(telemetry.stop);
  const services: RunningService[] = [];
  const management = await serveManagement({
    port: 0,
    checks: [() => readiness(context, services)],
    metrics: telemetry.metricsHandler,
  });
  context.onStop(management.stop);

  let shopParts: ShopParts | undefined;
  const probe = newProbe(link.tell, () => process.kill(process.pid, 'SIGKILL'));
  const definitions = { shop: shop(probe, (parts) => (shopParts = parts)), desk: desk(probe, config.release) };
  const own = config.services.map(({ name }) => definitions[name]);
  const opened = await openBus(config, topologyFor(config, own, Object.values(definitions)), logger, context);
  const bus = holdingBus(opened.bus, link.tell);
  const handles: Handles = { probe, bus, journal: opened.journal, shop: () => shopParts };
  link.onCommand(commands(handles));

  for (const { name, databaseUrl } of config.services) {
    const database = openDatabase({ url: databaseUrl, name, poolSize, log: logger });
    context.onStop(() => database.close());
    const options = {
      database,
      databaseUrl,
      poolSize,
      bus,
      logger,
      settings: {},
      // Whoever calls is the manager of everything.
      tokens: { verify: async () => ({ id: 'tester', roles: ['manager'] as const }) },
      ladder: config.ladder,
      // So that a test knows how long a message waits.
      jitter: false,
      drainMs: config.drainMs,
      observer: reporter(link.tell),
    };
    // One definition's parts are not the other's: each is started as what it is.
    const service =
      name === 'shop' ? await startService(definitions.shop, options) : await startService(definitions.desk, options);
    context.onStop(service.stop);
    services.push(service);
  }
  const http = await serveHttp({ services, port: 0, logger });
  context.onStop(http.stop);
  link.tell({ kind: 'ready', port: http.port, managementPort: management.port });
};

const readiness = (context: MainContext, services: readonly RunningService[]): string | undefined => {
  if (context.stopping.aborted) return 'stopping';
  if (services.length === 0) return 'starting';
  return services.map((service) => service.readiness()).find((reason) => reason !== undefined);
};

type Named = Parameters<typeof topologyOf>[0];

/** A process on RabbitMQ knows its own queues only; the broker in memory must know all. */
const topologyFor = ({ bus, ladder }: SubjectConfig, own: Named, all: Named): Topology =>
  topologyOf('journalUrl' in bus ? all : own, ladder);

const openBus = async (
  { bus: place }: SubjectConfig,
  topology: Topology,
  log: Logger,
  context: MainContext,
): Promise<{ readonly bus: Bus; readonly journal?: FaultyJournal }> => {
  if ('rabbitmqUrl' in place) {
    const reconnectMs = { first: 50, longest: 1_000 };
    const bus = await rabbitMqBus({
      url: place.rabbitmqUrl,
      prefix: place.prefix,
      topology,
      name: 'subject',
      log,
      reconnectMs,
      whenAway: 'go-on',
    });
    context.onStop(() => bus.close());
    busMetrics().watch(bus);
    return { bus };
  }
  const hold = await holdJournal({
    url: place.journalUrl,
    log,
    onTaken: (error) => void Promise.reject(error),
  });
  context.onStop(() => hold.release());
  const database = openDatabase({ url: place.journalUrl, name: 'journal', poolSize: 5, log });
  context.onStop(() => database.close());
  await migrateOnly(database, journalMigrations, log);
  const journal = faultyJournal(postgresJournal(database));
  const bus = await inMemoryBus({ topology, journal });
  context.onStop(() => bus.close());
  busMetrics().watch(bus);
  return { bus, journal };
};

const reporter = (tell: (report: Report) => void): DeliveryObserver => {
  const ended =
    (outcome: Outcome) =>
    ({ queue, messageId }: { readonly queue: string; readonly messageId: string }): void =>
      tell({ kind: 'ended', outcome, queue, message: messageId });
  return {
    handled: ended('handled'),
    duplicate: ended('duplicate'),
    failed: ended('failed'),
    retried: ended('retried'),
    dead: ended('dead'),
    handedBack: ended('handedBack'),
  };
};
