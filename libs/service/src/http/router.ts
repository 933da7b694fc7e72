import express, { type Request as HttpRequest, type Response, type Router } from 'express';
import type { Logger } from '../logging/logger';
import { answerError, type ErrorAnswer } from './answer-errors';
import { csvOf } from './csv';
import { operationOf, type Operation, type RouteKit } from './handle-route';
import { requestObserver } from './observe-request';
import { parseInput } from './parse-input';
import { HttpProblem, type Problem } from './problems';
import { checkRefusal } from './refusals';
import type { Route } from './route';

/** All routes of one service, each known path with a 405 for the methods it has not. */
export const serviceRouter = <Parts>(routes: readonly Route<Parts>[], kit: RouteKit<Parts>, logger: Logger): Router => {
  const router = express.Router({ caseSensitive: true });
  const observer = requestObserver(logger);
  for (const route of routes) {
    const operation = operationOf(route, kit);
    router[route.method](route.path, async (request: HttpRequest, response: Response) =>
      observer.observe(request, { route: route.path, about: await aboutOf(route, kit, request) }, () =>
        answer(operation, refusing(route, kit, logger), request, response, route),
      ),
    );
  }
  for (const [path, allow] of allowedMethods(routes))
    router.all(path, (request: HttpRequest, response: Response) =>
      observer.observe(request, { route: path }, () =>
        answer(
          () => Promise.reject(wrongMethod(allow)),
          (error) => answerError(error, logger),
          request,
          response,
        ),
      ),
    );
  return router;
};

/** Several routers as one. */
export const joined = (...routers: readonly Router[]): Router => {
  const router = express.Router({ caseSensitive: true });
  for (const each of routers) router.use(each);
  return router;
};

/**
 * Of a path that fits its schema only: of any other, which anybody may send, nothing is kept or looked up. Looking up a
 * trace is a help, never a reason to fail: without one the request has its own.
 */
const aboutOf = async <Parts>(route: Route<Parts>, kit: RouteKit<Parts>, request: HttpRequest) => {
  const params = route.about && fitting(route.params, request.params);
  if (!route.about || !params) return undefined;
  const subject = route.about(params as never);
  const traceparent = await kit.traceOf?.(subject).catch(() => undefined);
  return { subject, traceparent };
};

const fitting = (schema: Route['params'], params: unknown): unknown => {
  try {
    return schema && parseInput(schema, params, 'path');
  } catch {
    return undefined;
  }
};

type Refuse = (error: unknown) => ErrorAnswer;

const refusing =
  <Parts>(route: Route<Parts>, { checkAnswers }: RouteKit<Parts>, logger: Logger): Refuse =>
  (error) => {
    const answered = answerError(error, logger);
    try {
      if (checkAnswers) checkRefusal(route, answered.problem);
      return answered;
    } catch (undeclared) {
      return answerError(undeclared, logger);
    }
  };

const answer = async (
  operation: Operation,
  refuse: Refuse,
  request: HttpRequest,
  response: Response,
  { csv }: Pick<Route, 'csv'> = {},
) => {
  try {
    const { answer: given, replayed } = await operation(request, response);
    response.status(given.status).set({ 'Cache-Control': 'no-store', ...given.headers });
    if (replayed) response.set('Idempotency-Replayed', 'true');
    if (csv) response.vary('Accept');
    if (given.body === undefined) response.end();
    else if (csv && given.status === 200 && formatOf(request) === 'csv')
      response.type('csv').send(csvOf(csv.row, csv.rows(given.body as never)));
    else if (response.get('Content-Type') === undefined) response.json(given.body);
    else response.send(given.body);
    return given.status;
  } catch (error) {
    const { problem, headers } = refuse(error);
    sendProblem(response, problem, headers);
    return problem.status;
  }
};

const formatOf = (request: HttpRequest): unknown => request.query['format'] ?? request.accepts('json', 'csv');

export const sendProblem = (
  response: Response,
  problem: Problem,
  headers: Readonly<Record<string, string>> = {},
): void => {
  if (response.headersSent) return;
  response.status(problem.status).set({ 'Cache-Control': 'no-store', ...headers });
  response.type('application/problem+json').send(JSON.stringify(problem));
};

const allowedMethods = (routes: readonly Pick<Route, 'path' | 'method'>[]): ReadonlyMap<string, string> => {
  const methods = new Map<string, string[]>();
  for (const { path, method } of routes) methods.set(path, [...(methods.get(path) ?? []), method.toUpperCase()]);
  return new Map([...methods].map(([path, names]) => [path, names.flatMap(withHead).join(', ')]));
};

const withHead = (method: string): readonly string[] => (method === 'GET' ? ['GET', 'HEAD'] : [method]);

const wrongMethod = (allow: string): HttpProblem =>
  new HttpProblem(405, 'method-not-allowed', `Here only ${allow} is known.`, { headers: { Allow: allow } });
