import { migrate, onceAnswering, openDatabase, type Migration } from '@pizzeria/postgres';
import { databaseSettings, logSettings } from '../config/common-settings';
import { readConfig } from '../config/read-config';
import { createLogger } from '../logging/pino-logger';
import type { MainContext } from './run-main';
import { orStartError, StartError } from './start-error';

/** What a service's process is to do: run, or bring its database up to date and end. Throws `StartError`. */
export const commandOf = (name: string, args: readonly string[]): 'run' | 'migrate' => {
  if (args.length === 0) return 'run';
  if (args.length === 1 && args[0] === 'migrate') return 'migrate';
  throw new StartError(
    `${name} does not know "${args.join(' ')}". Start it without arguments to run it, ` +
      'or with the one argument "migrate" to bring its database up to date.',
  );
};

/**
 * Brings the service's database up to date as its start would, waiting for the database just as long, and returns:
 * nothing is left that keeps the process. Needs `DATABASE_URL` alone. A process stopped before that exits 1, so that
 * nobody takes it for done.
 */
export const migrateService = async (
  { name, migrations }: { readonly name: string; readonly migrations: readonly Migration[] },
  { environment, onStop }: MainContext,
): Promise<void> => {
  const config = readConfig({ ...databaseSettings, ...logSettings }, environment);
  const log = createLogger({ service: name, level: config.LOG_LEVEL });
  const database = openDatabase({ url: config.DATABASE_URL, name: `${name} migrate`, poolSize: 1, log });
  let over = false;
  onStop(async () => {
    if (over) return;
    await database.close();
    throw new StartError(`${name} was stopped before its database was up to date. Run migrate again.`);
  });
  try {
    const timeoutMs = config.DATABASE_WAIT_SECONDS * 1_000;
    const migrated = () => migrate(database, migrations, log);
    await orStartError(onceAnswering(config.DATABASE_URL, migrated, { timeoutMs, log }));
  } finally {
    over = true;
    await database.close();
  }
  log.info({ migrations: migrations.length }, `The database of ${name} is up to date`);
};
