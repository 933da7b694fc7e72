import { randomUUID } from 'node:crypto';
import { isDatabaseAway } from '@pizzeria/postgres';
import type { Logger } from '../logging/logger';
import { HttpProblem, isFailure, problem, problemOfFailure, type Problem, type Refusals } from './problems';

export interface ErrorAnswer {
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;
}

/** What any operation may answer when something is broken. */
export const breakdowns: Refusals = { 500: ['internal'], 503: ['database-unavailable'] };

/**
 * The one table from errors to answers. What nobody foresaw is logged under an id and answered 500 with that id
 * and no message.
 */
export const answerError = (error: unknown, logger: Logger): ErrorAnswer => {
  if (error instanceof HttpProblem) return { problem: error.problem, headers: error.extras.headers ?? {} };
  if (isFailure(error)) return { problem: problemOfFailure(error), headers: {} };
  if (isDatabaseAway(error)) {
    logger.warn({ error }, 'a request failed because the database is away');
    const detail =
      'The database is not available at the moment. Send the request again, with the same Idempotency-Key if it has one.';
    return { problem: problem(503, 'database-unavailable', { detail }), headers: { 'Retry-After': '2' } };
  }
  const errorId = randomUUID();
  logger.error({ error, errorId }, 'a request failed unexpectedly');
  return { problem: problem(500, 'internal', { errorId }), headers: {} };
};
