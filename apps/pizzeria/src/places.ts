import { inMemoryBus, type Bus, type Topology } from '@pizzeria/bus';
import { rabbitMqBus } from '@pizzeria/bus-rabbitmq';
import {
  ensureDatabase,
  holdJournal,
  JournalInUse,
  journalMigrations,
  migrateOnly,
  openDatabase,
  postgresJournal,
  startEmbeddedPostgres,
  waitForDatabase,
} from '@pizzeria/postgres';
import { orStartError, StartError, type Logger, type MainContext } from '@pizzeria/service';
import type { PizzeriaConfig } from './settings';

/** Where the pizzeria keeps its data, and how that is said to a person. */
export interface DatabaseServer {
  /** The URL of this database on the server; made when it is not there. */
  database(name: string): Promise<string>;
  readonly described: string;
}

/** The server that DATABASE_URL names, or an embedded one in `folder`. Stopped with the process. */
export const openDatabaseServer = async (
  { DATABASE_URL, DATABASE_WAIT_SECONDS }: Pick<PizzeriaConfig, 'DATABASE_URL' | 'DATABASE_WAIT_SECONDS'>,
  folder: string,
  logger: Logger,
  context: MainContext,
): Promise<DatabaseServer> => {
  if (DATABASE_URL !== undefined) {
    await orStartError(waitForDatabase(DATABASE_URL, { log: logger, timeoutMs: DATABASE_WAIT_SECONDS * 1_000 }));
    return {
      database: (name) => ensureDatabase(DATABASE_URL, name),
      described: 'the PostgreSQL server of DATABASE_URL',
    };
  }
  const server = await orStartError(startEmbeddedPostgres({ dataDir: folder, log: logger }));
  context.onStop(() => server.stop());
  return { database: (name) => server.ensureDatabase(name), described: server.dataDir };
};

export interface OpenedBus {
  readonly bus: Bus;
  /** `messaging.system` of spans. */
  readonly system: string;
  readonly described: string;
}

/** RabbitMQ where RABBITMQ_URL names one, else a bus in memory whose journal outlives the process. */
export const openBus = async (
  { RABBITMQ_URL, TOPOLOGY_STRICT: strict }: Pick<PizzeriaConfig, 'RABBITMQ_URL' | 'TOPOLOGY_STRICT'>,
  topology: Topology,
  server: DatabaseServer,
  logger: Logger,
  context: MainContext,
): Promise<OpenedBus> => {
  if (RABBITMQ_URL !== undefined) {
    const options = { url: RABBITMQ_URL, prefix: 'pizzeria', topology, strict, name: 'pizzeria', log: logger };
    const bus = await orStartError(rabbitMqBus({ ...options, whenAway: 'go-on' }));
    context.onStop(() => bus.close());
    return { bus, system: 'rabbitmq', described: 'RabbitMQ' };
  }
  const url = await server.database('pizzeria_journal');
  await holdForProcess(url, logger, context);
  const database = openDatabase({ url, name: 'journal', poolSize: 5, log: logger });
  context.onStop(() => database.close());
  await migrateOnly(database, journalMigrations, logger);
  const bus = await inMemoryBus({ topology, journal: postgresJournal(database) });
  context.onStop(() => bus.close());
  return { bus, system: 'in_memory', described: 'in memory, with its journal in PostgreSQL' };
};

/** Two processes on one journal would each deliver all of its letters: the second one refuses. */
const holdForProcess = async (url: string, logger: Logger, context: MainContext): Promise<void> => {
  const refusal = (cause: JournalInUse): StartError =>
    new StartError(
      `${cause.message} A bus in memory belongs to one process: stop the other one, ` +
        'or name another server by DATABASE_URL, or a broker for both by RABBITMQ_URL.',
      { cause },
    );
  const hold = await holdJournal({
    url,
    log: logger,
    // Nothing awaits this: it ends the process, in good order, as anything unforeseen does.
    onTaken: (error) => void Promise.reject(refusal(error)),
  }).catch((error: unknown) => Promise.reject(error instanceof JournalInUse ? refusal(error) : error));
  context.onStop(() => hold.release());
};
