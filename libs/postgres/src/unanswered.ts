import { AsyncLocalStorage } from 'node:async_hooks';
import type { Client } from 'pg';
import { codeOf } from './errors';

/** How long a statement may take: the server ends it then, and says so. */
export const statementMs = 10_000;

/** A server that has not even said that by now is away: its connection is given up. */
export const unansweredMs = 12_000;

const patient = new AsyncLocalStorage<true>();

/** Runs `work`, whose statements may take as long as the server lets them: migrations. */
export const patiently = <T>(work: () => Promise<T>): Promise<T> => patient.run(true, work);

type Answer = (error: unknown, result?: unknown) => void;
type Query = (statement: unknown, ...rest: unknown[]) => unknown;

const idleInTransaction = '25P03';

/**
 * Watches a new connection of a pool. A statement that is not answered within `limitMs` ends the connection, because
 * a peer that vanished is otherwise noticed after many minutes only. A connection that the server ended because its
 * transaction sat idle fails later statements with that reason, not as a lost one: the work was slow, the database is
 * not away.
 */
export const watchConnection = (connection: Client, limitMs: number): void => {
  let idled: unknown;
  connection.on('error', (error) => {
    if (codeOf(error) === idleInTransaction) idled = error;
  });
  const query = connection.query.bind(connection) as Query;
  const watched: Query = (statement, ...rest) => {
    const answer = rest.at(-1);
    if (typeof answer !== 'function') return query(statement, ...rest);
    const giveUp = (): void =>
      void connection.connection.stream.destroy(new Error(`Connection terminated: no answer within ${limitMs} ms`));
    const timer = patient.getStore() ? undefined : setTimeout(giveUp, limitMs);
    return query(statement, ...rest.slice(0, -1), (error: unknown, result: unknown) => {
      clearTimeout(timer);
      (answer as Answer)(error ? (idled ?? error) : error, result);
    });
  };
  connection.query = watched as Client['query'];
};
