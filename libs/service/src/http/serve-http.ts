import type { Server } from 'node:http';
import express, { type ErrorRequestHandler, type Express, type Router } from 'express';
import helmet from 'helmet';
import { listen, stopServer } from '../process/listen';
import type { Logger } from '../logging/logger';
import { answerError } from './answer-errors';
import { problem } from './problems';
import { sendProblem } from './router';

export interface HttpOptions {
  /** Whose routes are served, each under its own prefix. */
  readonly services: readonly { readonly router: Router }[];
  /** 0 takes any free port. */
  readonly port: number;
  readonly logger: Logger;
}

export interface HttpServer {
  readonly port: number;
  /** Takes no new connections, waits for requests under way (10 s), then closes. */
  stop(): Promise<void>;
}

/** Serves the routes of services on one port. Throws `StartError` when the port cannot be had. */
export const serveHttp = async ({ services, port, logger }: HttpOptions): Promise<HttpServer> => {
  const server: Server = await listen(httpApp(services, logger), { port, purpose: 'the HTTP API', setting: 'PORT' });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    stop: () => stopServer(server, 10_000),
  };
};

const httpApp = (services: HttpOptions['services'], logger: Logger): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(helmet());
  for (const { router } of services) app.use(router);
  app.use((_request, response) =>
    sendProblem(response, problem(404, 'unknown-path', { detail: 'There is nothing at this path.' })),
  );
  app.use(lastResort(logger));
  return app;
};

/** Errors outside of any route: a path that cannot be decoded, a broken middleware. */
const lastResort =
  (logger: Logger): ErrorRequestHandler =>
  (error: unknown, _request, response, _next) => {
    if (error instanceof URIError || (error as { readonly status?: number }).status === 400) {
      sendProblem(response, problem(400, 'malformed-path', { detail: 'The path cannot be read.' }));
      return;
    }
    const answered = answerError(error, logger);
    sendProblem(response, answered.problem, answered.headers);
  };
