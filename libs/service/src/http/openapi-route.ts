import { z } from 'zod';
import { openApiOf, type DescribedRoute, type OpenApiDocument } from './openapi';
import { route, type Route } from './route';

const document = z.looseObject({
  openapi: z.literal('3.1.0'),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.looseObject({})),
});

/** Serves a service's OpenAPI document, which is made of these routes at the first request. */
export const openApiRoute = (service: string, routes: () => readonly DescribedRoute[]): Route<object> => {
  let made: OpenApiDocument | undefined;
  return route({
    method: 'get',
    path: `/api/${service}/openapi.json`,
    summary: 'The OpenAPI document of this service',
    who: 'anyone',
    answers: { 200: document },
    handle: async () => ({ status: 200, body: (made ??= openApiOf(service, routes())) }),
  });
};
