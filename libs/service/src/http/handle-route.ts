import type { Request as HttpRequest, Response } from 'express';
import { z } from 'zod';
import { isTransactionConflict, type Database } from '@pizzeria/postgres';
import { identify, notOpened, type Credentials } from '../auth/authorise';
import type { StaffTokens } from '../auth/staff-tokens';
import { repeatableRequest, type Once } from './idempotency';
import { parseInput } from './parse-input';
import { HttpProblem } from './problems';
import { readBody, readForm } from './read-body';
import { needsBody } from './refusals';
import { formatQuery, type Answer, type Caller, type Request, type Route } from './route';
import { strictly } from './strictly';

/** What routes of one service run with. */
export interface RouteKit<Parts> {
  readonly parts: Parts;
  readonly database: Database;
  readonly tokens: StaffTokens;
  readonly once: Once;
  /** Trace context that work on a subject belongs to, where it is known. */
  readonly traceOf?: (subject: string) => Promise<string | undefined>;
  /** Holds every answer against the route's `answers` and `refuses`, and fails when it does not fit: for tests. */
  readonly checkAnswers?: boolean;
}

/** A route with its schemas made strict, ready to answer requests. */
export type Operation = (request: HttpRequest, response: Response) => Promise<Outcome>;

export interface Outcome {
  readonly answer: Answer;
  /** Whether this is the remembered answer of an earlier request with the same key. */
  readonly replayed: boolean;
}

/**
 * The one order in which a request is looked at: credentials (401, 403), path (400), what a tracking token opens
 * (403), body (415, 413, 400), query and fields (400), a form's signature (403), then the handler in its transaction.
 */
export const operationOf = <Parts>(route: Route<Parts>, kit: RouteKit<Parts>): Operation => {
  const schemas = strictSchemas(route);
  return async (request, response) => {
    const credentials = await identify(route.who, request.headers, kit.tokens);
    const params = schemas.params && parseInput(schemas.params, request.params, 'path');
    const caller = await callerOf(route, kit.parts, credentials, params);
    const query = schemas.query && parseInput(schemas.query, request.query, 'query');
    if (route.method === 'get') {
      const answer = await route.handle(
        { params, query, body: undefined, caller } as Request<never, never, never>,
        kit.parts,
      );
      return { answer: checked(route, kit, answer), replayed: false };
    }
    const body = parseInput(schemas.body, await bodyOf(route, request, response), 'body');
    await checkSignature(route, kit.parts, request, body);
    const work = async () =>
      checked(
        route,
        kit,
        await route.handle({ params, query, body, caller } as Request<never, never, never>, kit.parts),
      );
    const trackingToken = credentials.kind === 'tracking' ? credentials.token : undefined;
    const operation = { method: request.method, path: request.path };
    const repeatable = repeatableRequest(
      route.form ? undefined : request.headers['idempotency-key'],
      operation,
      { caller, trackingToken },
      request.body,
    );
    return againOnConflict(async () =>
      repeatable ? kit.once(repeatable, work) : { answer: await kit.database.transaction(work), replayed: false },
    );
  };
};

const tries = 3;

/** A deadlock's victim has changed nothing: its transaction is run again as a whole. */
const againOnConflict = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= tries || !isTransactionConflict(error)) throw error;
    }
  }
};

/** A route without a body takes none, or an empty object. */
const noBody = z.strictObject({});

const strictSchemas = ({ params, query, body, csv }: Pick<Route, 'params' | 'query' | 'body' | 'csv'>) => ({
  params: params && strictly(params),
  query: csv ? besideFormat(query as z.ZodObject | undefined) : query && strictly(query),
  body: body ? strictly(body) : noBody,
});

/** The format is the answer's, and nothing that the route's own query knows. */
const besideFormat = (query = z.object({})) =>
  strictly(query.extend(formatQuery)).transform((read) => {
    const { format: _, ...rest } = read as { readonly format?: string };
    return rest;
  });

const bodyOf = async (
  route: Pick<Route, 'body' | 'form'>,
  request: HttpRequest,
  response: Response,
): Promise<unknown> => {
  const body = await (route.form ? readForm : readBody)(request, response);
  if (body !== undefined || !route.body) return body ?? {};
  if (!needsBody(route)) return undefined;
  const type = route.form
    ? 'form with Content-Type application/x-www-form-urlencoded'
    : 'JSON body with Content-Type application/json';
  throw new HttpProblem(400, 'body-required', `Send a ${type}.`);
};

const checkSignature = async <Parts>(
  { form }: Route<Parts>,
  parts: Parts,
  request: HttpRequest,
  body: unknown,
): Promise<void> => {
  if (!form) return;
  const fields = body as Readonly<Record<string, string>>;
  const signature = request.get(form.header) ?? '';
  if (await form.signed({ pathAndQuery: request.originalUrl, fields, signature }, parts)) return;
  throw new HttpProblem(403, 'signature-refused', `${form.header} is not the signature of this request.`);
};

const callerOf = async <Parts>(
  route: Route<Parts>,
  parts: Parts,
  credentials: Credentials,
  params: unknown,
): Promise<Caller> => {
  if (credentials.kind === 'settled') return credentials.caller;
  if (await route.opens?.(params as never, credentials.token, parts)) return { kind: 'customer' };
  throw notOpened();
};

const checked = <Parts>(route: Route<Parts>, kit: RouteKit<Parts>, given: Answer): Answer => {
  const answer = route.speaks ? { ...given, headers: { ...given.headers, 'Content-Type': route.speaks } } : given;
  if (!kit.checkAnswers) return answer;
  const schema = route.answers[answer.status];
  const read = schema?.safeParse(answer.body);
  if (read?.success) return answer;
  const why = read ? z.prettifyError(read.error) : 'the route declares no such status';
  throw new Error(`${route.method.toUpperCase()} ${route.path} answered ${answer.status} against its contract: ${why}`);
};
