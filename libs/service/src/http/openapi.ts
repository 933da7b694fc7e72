import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiParameters,
  type ZodOpenApiRequestBodyObject,
  type ZodOpenApiResponseObject,
} from 'zod-openapi';
import { usableKey } from './idempotency';
import { maxBodyBytes, maxFormBytes } from './read-body';
import { needsBody, refusalsOf } from './refusals';
import { formatQuery, type Route, type SignedForm, type Who } from './route';
import { strictly } from './strictly';

/** What a route says of itself. */
export type DescribedRoute = Pick<
  Route,
  | 'method'
  | 'path'
  | 'summary'
  | 'who'
  | 'params'
  | 'query'
  | 'body'
  | 'form'
  | 'speaks'
  | 'answers'
  | 'csv'
  | 'refuses'
>;

export type OpenApiDocument = ReturnType<typeof createDocument>;

/**
 * Routes as an OpenAPI 3.1 document, from the schemas that their input is read by and their answers are checked by.
 * @see https://spec.openapis.org/oas/v3.1.0
 */
export const openApiOf = (service: string, routes: readonly DescribedRoute[]): OpenApiDocument =>
  createDocument({
    openapi: '3.1.0',
    info: {
      title: service,
      version: '1.0.0',
      description: `The HTTP operations of the service \`${service}\`. Generated from its definition.`,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths: pathsOf(routes),
    components: { schemas: { Problem: problem }, securitySchemes },
  });

const securitySchemes = {
  bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'A token of the staff.' },
  trackingToken: {
    type: 'apiKey',
    in: 'header',
    name: 'Tracking-Token',
    description: 'Opens the one thing that it was answered with.',
  },
} as const;

const problem = z
  .strictObject({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().optional().describe('For a person.'),
    code: z.string().describe('Stable: decide by it.'),
    errors: z
      .array(z.strictObject({ path: z.string(), message: z.string() }))
      .optional()
      .describe('Everything wrong with the input.'),
    state: z.record(z.string(), z.unknown()).optional().describe('On a conflict: how things are now.'),
    errorId: z.uuid().optional().describe('On an unexpected error: the id under which it was logged.'),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details.' });

const pathsOf = (routes: readonly DescribedRoute[]) => {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes) (paths[templateOf(route.path)] ??= {})[route.method] = operationOf(route);
  return paths;
};

/** `/api/orders/:id` as `/api/orders/{id}`. */
const templateOf = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

const operationOf = (route: DescribedRoute): ZodOpenApiOperationObject => ({
  operationId: operationIdOf(route),
  summary: route.summary,
  ...(route.who === 'anyone' ? {} : { description: `For: ${route.who.join(', ')}.` }),
  security: securityOf(route.who),
  requestParams: parametersOf(route),
  ...(route.method === 'get' ? {} : { requestBody: requestBodyOf(route) }),
  responses: { ...answersOf(route), ...problemsOf(route) },
});

/** `POST /api/orders/:id/cancel` as `postOrdersIdCancel`. */
const operationIdOf = ({ method, path }: DescribedRoute): string =>
  [
    method,
    ...(path.replace(/^\/api/, '').match(/\w+/g) ?? []).map((word) => word[0]?.toUpperCase() + word.slice(1)),
  ].join('');

const securityOf = (who: Who): Record<string, string[]>[] =>
  who === 'anyone' ? [] : [{ bearer: [] }, ...(who.includes('customer') ? [{ trackingToken: [] }] : [])];

const idempotencyKey = z.object({
  'Idempotency-Key': z
    .string()
    .regex(usableKey)
    .optional()
    .describe('Sent again with the same key, a request has its effect once and is answered the same.'),
});

const parametersOf = ({ method, params, query, form, csv }: DescribedRoute): ZodOpenApiParameters => ({
  ...(params ? { path: params as z.ZodObject } : {}),
  ...(query || csv
    ? { query: z.object({ ...(query as z.ZodObject | undefined)?.shape, ...(csv ? formatQuery : {}) }) }
    : {}),
  ...(form ? { header: signatureIn(form) } : method === 'get' ? {} : { header: idempotencyKey }),
});

const signatureIn = ({ header }: Pick<SignedForm, 'header'>) =>
  z.object({ [header]: z.string().optional().describe("The sender's signature; a request without it is refused.") });

const requestBodyOf = (route: DescribedRoute): ZodOpenApiRequestBodyObject => ({
  description: `At most ${(route.form ? maxFormBytes : maxBodyBytes) / 1_000} kB.`,
  required: needsBody(route),
  content: {
    [route.form ? 'application/x-www-form-urlencoded' : 'application/json']: {
      schema: route.body ? strictly(route.body) : z.strictObject({}),
    },
  },
});

const replayed = z.object({
  'Idempotency-Replayed': z.literal('true').optional().describe('This is the answer of an earlier request.'),
});

const table = z
  .string()
  .describe('The same as a table, RFC 4180, where Accept prefers text/csv or the query says format=csv.');

const answersOf = ({ method, form, speaks, answers, csv }: DescribedRoute): Record<string, ZodOpenApiResponseObject> =>
  Object.fromEntries(
    Object.entries(answers).map(([status, schema]) => [
      status,
      {
        description: 'Done.',
        ...(method === 'get' || form ? {} : { headers: replayed }),
        content: {
          [speaks ?? 'application/json']: { schema },
          ...(csv && status === '200' ? { 'text/csv': { schema: table } } : {}),
        },
      },
    ]),
  );

const problemsOf = (route: DescribedRoute): Record<string, ZodOpenApiResponseObject> =>
  Object.fromEntries(
    Object.entries(refusalsOf(route)).map(([status, codes]) => [status, problemOf(Number(status), codes)]),
  );

const problemOf = (status: number, codes: readonly string[]): ZodOpenApiResponseObject => ({
  description: codes.join(', '),
  headers: headersOf(status),
  content: {
    'application/problem+json': {
      schema: {
        allOf: [
          { $ref: '#/components/schemas/Problem' },
          { properties: { status: { const: status }, code: { type: 'string', enum: [...codes] } } },
        ],
      },
    },
  },
});

const headersOf = (status: number): z.ZodObject | undefined => {
  if (status === 401) return z.object({ 'WWW-Authenticate': z.string() });
  return status === 503 ? z.object({ 'Retry-After': z.string().describe('Seconds.') }) : undefined;
};
