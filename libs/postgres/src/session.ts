import { Client } from 'pg';
import { advisoryLocks } from './advisory-locks';
import { columnTypes } from './types';
import { statementMs, unansweredMs } from './unanswered';

const { leadingRelay, journal, rebuild } = advisoryLocks;

/** Session locks, each held by one process at a time. */
export const sessionLocks = { leadingRelay, journal, rebuild } as const;

export interface SessionOptions {
  readonly url: string;
  /** Shown by the server as `application_name`. */
  readonly name: string;
  /**
   * The server ends a session, and frees its locks, when it asked nothing for so long. It is what frees the lock of a
   * holder that vanished behind something that still answers in its place, such as a proxy. Default: never.
   */
  readonly idleMs?: number;
  /** A query without an answer for so long ends the session; default 12 s. */
  readonly unansweredMs?: number;
  /** Told of its end, once. */
  readonly onLost: (error: Error) => void;
}

/**
 * A connection of one's own, for session locks and notifications. The server gives up on a peer that vanished within
 * about 11 s, and with it on its lock. A move that a crash of the server forgets is only sent again, so it need not
 * wait for the disk.
 */
export const connectSession = async (options: SessionOptions): Promise<Client> => {
  const { url, name, idleMs = 0, unansweredMs: query_timeout = unansweredMs, onLost } = options;
  const client = new Client({
    connectionString: url,
    application_name: name,
    connectionTimeoutMillis: 5_000,
    query_timeout,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    types: columnTypes,
  });
  endWhenUnanswered(client);
  let lost = false;
  const lose = (error: Error): void => {
    if (!lost) onLost(error);
    lost = true;
  };
  client.on('error', lose);
  client.on('end', () => lose(new Error('the connection was closed')));
  try {
    await client.connect();
    await client.query(`
      SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3;
      SET tcp_user_timeout = 10000; SET statement_timeout = ${statementMs}; SET synchronous_commit = off;
      SET idle_session_timeout = ${Math.trunc(idleMs)}`);
  } catch (error) {
    await endSession(client);
    throw error;
  }
  return client;
};

/** The driver forgets a query that took too long and would send the next one into the same silence. */
const endWhenUnanswered = (client: Client): void => {
  const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
  const watched = (...args: unknown[]): Promise<unknown> =>
    query(...args).catch((error: unknown) => {
      if (error instanceof Error && error.message === 'Query read timeout') client.connection.stream.destroy(error);
      throw error;
    });
  client.query = watched as Client['query'];
};

const goodbyeMs = 2_000;

/** Ends a session, without waiting for a server that does not answer. Never throws. */
export const endSession = async (client: Client): Promise<void> => {
  const giveUp = setTimeout(() => client.connection.stream.destroy(), goodbyeMs);
  await client.end().catch(() => {});
  clearTimeout(giveUp);
};

/** Whether this session holds the lock now. Asked again and again, not waited for: a waiter would hold vacuum back. */
export const tryToLock = async (client: Client, lock: number): Promise<boolean> => {
  const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1) AS held', [lock]);
  return rows[0]?.held === true;
};
