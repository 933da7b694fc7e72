import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { codeOf, isDatabaseAway } from './errors';
import type { Log } from './log';
import { checkUrl, describeUrl } from './urls';

export interface WaitForDatabaseOptions {
  /** Default 30 000. The last try may take a little longer. */
  readonly timeoutMs?: number;
  readonly log: Log;
}

/** Less says nothing about a database, only that this machine is busy. */
const leastTryMs = 2_000;

/**
 * Resolves when the database answers a query. Writes a line at every change of what is in the way, and throws one
 * message that says what it was and what to do.
 */
export const waitForDatabase = async (
  url: string,
  { timeoutMs = 30_000, log }: WaitForDatabaseOptions,
): Promise<void> => {
  checkUrl(url);
  const deadline = Date.now() + timeoutMs;
  const where = describeUrl(url);
  let said: string | undefined;
  for (;;) {
    const obstacle = await obstacleAt(url, Math.max(leastTryMs, Math.min(5_000, deadline - Date.now())));
    if (obstacle === undefined) {
      if (said !== undefined) log.info({ database: where }, `The database at ${where} answers now`);
      return;
    }
    if (obstacle !== said) log.warn({ database: where }, `Waiting for the database at ${where}: ${obstacle}`);
    said = obstacle;
    if (Date.now() >= deadline) {
      throw new Error(
        `The database at ${where} did not become ready within ${timeoutMs / 1_000} s: ${obstacle}. ` +
          'Start it, or correct its URL, and start again.',
      );
    }
    await pause(Math.min(250, Math.max(0, deadline - Date.now())));
  }
};

/**
 * Runs `work` when the database answers, and again from the beginning whenever the database goes away in the middle of
 * it: for work that may be run again, such as `migrate`. Throws what `work` throws for its own sake, or when the time
 * is over what `waitForDatabase` throws.
 */
export const onceAnswering = async <T>(
  url: string,
  work: () => Promise<T>,
  { timeoutMs = 30_000, log }: WaitForDatabaseOptions,
): Promise<T> => {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    await waitForDatabase(url, { timeoutMs: Math.max(0, deadline - Date.now()), log });
    try {
      return await work();
    } catch (error) {
      const isAway = isDatabaseAway(error) || (error instanceof Error && isDatabaseAway(error.cause));
      if (!isAway || Date.now() >= deadline) throw error;
      log.warn({ database: describeUrl(url) }, `The database at ${describeUrl(url)} went away: beginning again`);
    }
  }
};

/** Resolves when the server answers a query within 5 s, else throws what is in the way. */
export const pingServer = async (url: string): Promise<void> => {
  checkUrl(url);
  const obstacle = await obstacleAt(url, 5_000);
  if (obstacle !== undefined) throw new Error(`The database at ${describeUrl(url)} does not answer: ${obstacle}.`);
};

/** What keeps a query from being answered, in words; undefined when it was answered. */
const obstacleAt = async (url: string, connectionTimeoutMillis: number): Promise<string | undefined> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis, query_timeout: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT 1');
    return undefined;
  } catch (error) {
    return inWords(error);
  } finally {
    await client.end().catch(() => {});
  }
};

/** Which of several errors tells of it is a matter of chance. */
const brokenOff = 'it breaks the connection off';

const inWords = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error);
  switch (codeOf(error)) {
    case 'ECONNREFUSED':
    case 'ENOENT':
      return 'nothing listens there';
    case 'ECONNRESET':
    case 'EPIPE':
      return brokenOff;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'its host name is not known';
    case '57P03':
      return 'it is starting or stopping';
    case '53300':
      return 'it has no connection left';
    case '3D000':
      return 'that database does not exist';
    case '28P01':
    case '28000':
      return `it refuses the login (${message})`;
    default:
      if (/connection terminated unexpectedly/i.test(message)) return brokenOff;
      return /timeout|timed out/i.test(message) ? 'it does not answer in time' : message;
  }
};
