import { analytics, CannotRebuild, rebuildMetrics } from '@pizzeria/analytics';
import { findEmbeddedPostgres, migrate, openDatabase, startEmbeddedPostgres } from '@pizzeria/postgres';
import {
  createLogger,
  databaseSettings,
  logSettings,
  orStartError,
  readConfig,
  StartError,
  type Logger,
  type MainContext,
  type Settings,
  type SettingsOf,
} from '@pizzeria/service';
import { resolve } from 'node:path';
import { z } from 'zod';

const settings = {
  DATABASE_URL: { ...databaseSettings.DATABASE_URL, schema: databaseSettings.DATABASE_URL.schema.optional() },
  DATA_DIR: {
    description: 'the folder of the embedded database, which is used where DATABASE_URL is not set',
    schema: z.string().default('.pizzeria'),
  },
  LOG_LEVEL: { ...logSettings.LOG_LEVEL, schema: logSettings.LOG_LEVEL.schema.removeDefault().default('warn') },
} satisfies Settings;

/** A line of progress for so many events. */
const eventsInLine = 50_000;

/**
 * Makes all metrics anew out of the event log, whether or not the service runs, and says how far it is. Stopped before
 * its end, it changes nothing, and exits 1. Throws `StartError` with what is to be done.
 */
export const rebuild = async ({ args, environment, stopping, onStop }: MainContext): Promise<void> => {
  if (args.length > 1) throw new StartError('rebuild takes no more words: settings say where the database is.');
  const config = readConfig(settings, environment);
  const logger = createLogger({ service: analytics.name, level: config.LOG_LEVEL });
  let over = false;
  const done = onDatabase(config, logger, (url) => rebuildThere(url, logger, stopping)).finally(() => (over = true));
  // A signal waits for the end of what it stops, and for its reason.
  onStop(() => (over ? undefined : done));
  await done;
};

const rebuildThere = async (url: string, logger: Logger, signal: AbortSignal): Promise<void> => {
  await bringUpToDate(url, logger);
  const began = performance.now();
  const replayed = await rebuildMetrics({ url, logger, signal, onProgress: sayNowAndThen() }).catch((error: unknown) =>
    Promise.reject(error instanceof CannotRebuild ? new StartError(error.message, { cause: error }) : error),
  );
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  say(`All metrics were made anew out of ${replayed} events in ${seconds} s.`);
};

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const sayNowAndThen = (): ((replayed: number, inLog: number) => void) => {
  let next = eventsInLine;
  return (replayed, inLog) => {
    if (replayed < next) return;
    say(`${replayed} events replayed; the log holds ${inLog}, not all of which are measured`);
    next += eventsInLine;
  };
};

/**
 * Works on the database that is named, else on that of `npm start`: where that runs its server is used, else one is
 * started for as long as this takes.
 */
const onDatabase = async (
  { DATABASE_URL, DATA_DIR }: SettingsOf<typeof settings>,
  logger: Logger,
  work: (url: string) => Promise<void>,
): Promise<void> => {
  if (DATABASE_URL !== undefined) return work(DATABASE_URL);
  const dataDir = resolve(DATA_DIR);
  const found = findEmbeddedPostgres(dataDir);
  if (!found) throw new StartError(`No database is in ${dataDir}: set DATA_DIR, or DATABASE_URL to the service's own.`);
  const database = `pizzeria_${analytics.name}`;
  if (found.url) return work(found.url(database));
  const server = await orStartError(startEmbeddedPostgres({ dataDir, log: logger }));
  try {
    await work(server.url(database));
  } finally {
    await server.stop();
  }
};

const bringUpToDate = async (url: string, logger: Logger): Promise<void> => {
  const database = openDatabase({ url, name: 'analytics rebuild', poolSize: 1, log: logger });
  try {
    await orStartError(migrate(database, analytics.migrations, logger));
  } finally {
    await database.close();
  }
};
